package fr.gaveurs.console.backend.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.backend.platform.audit.Actor;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.security.Access.Caller;
import fr.gaveurs.console.backend.platform.security.Access.Decision;
import fr.gaveurs.console.backend.platform.security.Access.Denied;
import fr.gaveurs.console.backend.platform.security.Access.Granted;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, from where: other machines are addresses here, since tests have only this one. */
class AccessTest {
    private static final Map<String, Role> TOKENS =
            Map.of("viewer-token", Role.VIEWER, "operator-token", Role.OPERATOR, "admin-token", Role.ADMIN);

    private static final String WINDOW_KEY = Secrets.newToken();

    private final Access access = new Access(AccessTest::holder, new Limits(0, new Metrics()), WINDOW_KEY);

    private static TokenHolders.@Nullable Holder holder(String token) {
        return holder(TOKENS, token);
    }

    private static TokenHolders.@Nullable Holder holder(Map<String, Role> tokens, String token) {
        Role role = tokens.get(token);
        return role == null ? null : new TokenHolders.Holder("the " + role.key(), role);
    }

    private static Caller caller(
            String address, @Nullable String host, @Nullable String origin, @Nullable String authorization)
            throws UnknownHostException {
        return new Caller(InetAddress.getAllByName(address)[0], host, origin, authorization, null);
    }

    private Decision fromAfar(@Nullable String authorization, Role wanted) throws UnknownHostException {
        return access.check(caller("192.168.1.30", "console.farm:8000", null, authorization), wanted);
    }

    private @Nullable Actor actor(Caller caller) {
        return ((Granted) access.check(caller, Role.VIEWER)).actor();
    }

    private static Caller named(String address, @Nullable String token, @Nullable String name)
            throws UnknownHostException {
        return new Caller(
                InetAddress.getAllByName(address)[0],
                "localhost:8000",
                null,
                token == null ? null : "Bearer " + token,
                name);
    }

    static List<Route> routes() {
        return Routes.ALL;
    }

    /** Not even what consumers may call: it is a machine that anybody in the hall can open. */
    @ParameterizedTest
    @MethodSource("routes")
    void aStationsTokenFetchesFirmwareAndCallsNothingElse(Route route) throws UnknownHostException {
        Access stations = new Access(
                token -> token.equals("of a station") ? new TokenHolders.Holder("ESP32_LL_01", Role.DEVICE) : null,
                new Limits(0, new Metrics()),
                WINDOW_KEY);
        Decision decision =
                stations.check(caller("192.168.1.30", "console.farm:8000", null, "Bearer of a station"), route.role());
        if (route.equals(FirmwareApi.DOWNLOAD_IMAGE)) {
            assertThat(((Granted) decision).actor()).isEqualTo(Actor.station("ESP32_LL_01"));
        } else if (route.role() != Role.PUBLIC) {
            assertThat(decision).isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.status())
                    .isEqualTo(403));
        }
    }

    @Test
    void aTokenIsKnownByItsNameFromHereAndFromElsewhere() throws UnknownHostException {
        assertThat(actor(named("192.168.1.30", "viewer-token", "Somebody"))).isEqualTo(Actor.token("the viewer"));
        assertThat(actor(named("127.0.0.1", "viewer-token", "Somebody"))).isEqualTo(Actor.token("the viewer"));
    }

    @Test
    void theNameOfWhoSitsInFrontOfTheWindowIsBelievedOfTheWindowAlone() throws UnknownHostException {
        assertThat(actor(named("127.0.0.1", WINDOW_KEY, "Anaïs"))).isEqualTo(new Actor(ActorKind.WINDOW, "Anaïs"));
        assertThat(actor(named("127.0.0.1", WINDOW_KEY, " \n"))).isEqualTo(new Actor(ActorKind.WINDOW, null));
        assertThat(actor(named("127.0.0.1", null, "Anaïs"))).isEqualTo(Actor.LOCAL);
        assertThat(access.check(named("127.0.0.1", "guessed", "Anaïs"), Role.VIEWER))
                .isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:8000",
        "127.0.0.1, localhost:8000",
        "127.0.0.1, LOCALHOST",
        "127.0.0.1, 127.0.0.1",
        "::1, [::1]:8000",
        "::1, [::1]",
        "::ffff:127.0.0.1, localhost:8000",
        "127.8.7.6, localhost:8000",
        "127.0.0.1, localhost.:8000",
        "127.0.0.1, LocalHost.",
        "127.0.1.1, 127.0.1.1:8000",
        "127.0.0.1, 127.255.255.254",
        "127.0.0.1, 127.1:8000",
        "127.0.0.1, 0.0.0.0:8000",
        "::1, [::]:8000",
        "::1, [0:0:0:0:0:0:0:1]:8000",
        "::1, [::FFFF:127.0.0.1]:8000",
        "::1, [::ffff:7f00:1]",
        "127.0.0.1, localhost:",
    })
    void aProgramOnThisMachineMayDoEverything(String address, String host) throws UnknownHostException {
        assertThat(access.check(caller(address, host, null, null), Role.ADMIN))
                .isInstanceOfSatisfying(Granted.class, granted -> {
                    assertThat(granted.role()).isEqualTo(Role.ADMIN);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.nip.io:8000",
        "localhost@evil.example",
        "[::1].evil.example",
        "192.168.1.5:8000",
        "''",
        "[::1",
        "localhost..:8000",
        ".localhost",
        "a.localhost:8000",
        "localhost.localdomain",
        "127.0.0.1.:x",
        "127.0.0.256",
        "127.0.0.1.2",
        "128.0.0.1",
        "0.0.0.1",
        "127.evil.example",
        "127-0-0-1.example",
        "127.0.0.1:8000.evil.example",
        "localhost:8000:8000",
        "[::ffff:192.168.1.5]:8000",
        "[::2]:8000",
        "[127.0.0.1]:8000",
        "[fe80::1]",
        "::1",
        "localhost%00.evil.example",
        "ⓛocalhost",
    })
    void aNameThatWasMadeToPointHereIsRefused(String host) throws UnknownHostException {
        assertThat(access.check(caller("127.0.0.1", host, null, null), Role.VIEWER))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.status()).isEqualTo(403));
        assertThat(access.checkDevice(caller("127.0.0.1", host, null, null))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, localhost:8000, false",
        "null, localhost:8000, false",
        "http://localhost:3000, localhost:8000, false",
        "http://localhost, localhost:8000, false",
        "http://127.0.0.1:8000, localhost:8000, false",
        "file://, localhost:8000, false",
        "http://localhost:8000.evil.example, localhost:8000, false",
        "http://localhost:8000, localhost:8000, true",
        "HTTP://LocalHost:8000, localhost:8000, true",
        "https://localhost:8000, localhost:8000, true",
    })
    void onlyThePageOfTheConsoleItselfMaySpeakFromABrowser(String origin, String host, boolean granted)
            throws UnknownHostException {
        Caller page = caller("127.0.0.1", host, origin, null);

        assertThat(access.check(page, Role.VIEWER) instanceof Granted).isEqualTo(granted);
        assertThat(access.checkDevice(page) == null).isEqualTo(granted);
    }

    /** What links2004's WebSockets, ArduinoWebsockets, a page of the board itself and a browser's own clients send. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file://",
                "https://github.com/gilmaimon/TinyWebsockets",
                "http://192.168.1.30",
                "http://esp32.local",
                "null",
                "",
                "no origin at all"
            })
    void theOriginOfABoardOnAnotherMachineSaysNothing(String origin) throws UnknownHostException {
        assertThat(access.checkDevice(caller("192.168.1.30", "console.farm:8000", origin, null)))
                .isNull();
        assertThat(access.checkDevice(caller("192.168.1.30", null, origin, null)))
                .isNull();
        assertThat(access.checkDevice(caller("127.0.0.1", "localhost:8000", origin, null)))
                .as("a page in a browser of this machine")
                .isNotNull();
        assertThat(access.check(
                        caller("192.168.1.30", "console.farm:8000", origin, "Bearer viewer-token"), Role.VIEWER))
                .as("everything but the boards' socket")
                .isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer-token, VIEWER, 200",
        "viewer-token, OPERATOR, 403",
        "viewer-token, ADMIN, 403",
        "operator-token, VIEWER, 200",
        "operator-token, OPERATOR, 200",
        "operator-token, ADMIN, 403",
        "admin-token, VIEWER, 200",
        "admin-token, OPERATOR, 200",
        "admin-token, ADMIN, 200",
        "made-up, VIEWER, 401",
        "'', VIEWER, 401",
    })
    void fromAnotherMachineTheTokenDecides(String token, Role wanted, int status) throws UnknownHostException {
        Decision decision = fromAfar("Bearer " + token, wanted);

        switch (decision) {
            case Granted granted -> {
                assertThat(status).isEqualTo(200);
                assertThat(granted.role()).isEqualTo(TOKENS.get(token));
            }
            case Denied denied -> assertThat(denied.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer viewer-token", "BEARER   viewer-token "})
    void theSchemeIsNotCaseSensitive(String authorization) throws UnknownHostException {
        assertThat(fromAfar(authorization, Role.VIEWER)).isInstanceOf(Granted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dmlld2VyLXRva2Vu", "viewer-token", "Bearerviewer-token", "Bearer", ""})
    void anythingElseIsNoToken(String authorization) throws UnknownHostException {
        for (String given : new String[] {authorization, null}) {
            assertThat(fromAfar(given, Role.VIEWER)).isInstanceOfSatisfying(Denied.class, denied -> {
                assertThat(denied.status()).isEqualTo(401);
                assertThat(denied.detail()).contains("gaveurs-console token create NAME");
            });
        }
    }

    @Test
    void afterTenWrongTokensNoTokenOfThatAddressIsLookedAt() throws UnknownHostException {
        Metrics metrics = new Metrics();
        List<String> lookedAt = new ArrayList<>();
        Access counting = new Access(
                token -> {
                    lookedAt.add(token);
                    return holder(token);
                },
                new Limits(0, metrics),
                WINDOW_KEY);
        Caller wrong = caller("192.168.1.30", "console.farm:8000", null, "Bearer wrong");
        Caller right = caller("192.168.1.30", "console.farm:8000", null, "Bearer viewer-token");
        Caller neighbour = caller("192.168.1.31", "console.farm:8000", null, "Bearer viewer-token");
        for (int i = 0; i < Limits.WRONG_TOKENS; i++) {
            assertThat(counting.check(right, Role.VIEWER))
                    .as("a right one costs nothing")
                    .isInstanceOf(Granted.class);
            assertThat(counting.check(wrong, Role.VIEWER))
                    .isInstanceOfSatisfying(
                            Denied.class, denied -> assertThat(denied.status()).isEqualTo(401));
        }
        lookedAt.clear();

        for (Caller caller : List.of(wrong, right)) {
            assertThat(counting.check(caller, Role.VIEWER)).isInstanceOfSatisfying(Denied.class, denied -> {
                assertThat(denied.status()).isEqualTo(429);
                assertThat(denied.retryAfterSeconds()).isBetween(1L, 6L);
                assertThat(denied.detail()).contains("too many wrong tokens");
                assertThat(counting.count(denied)).isNull();
            });
        }
        assertThat(lookedAt).isEmpty();
        assertThat(Rejections.TOKEN.counter(metrics).count()).isEqualTo(2);
        assertThat(counting.check(neighbour, Role.VIEWER)).isInstanceOf(Granted.class);
        assertThat(counting.checkDevice(wrong))
                .as("stations show theirs elsewhere")
                .isNull();
    }

    @Test
    void theWindowsKeyIsGoodOnThisMachineAlone() throws UnknownHostException {
        assertThat(access.check(caller("127.0.0.1", "localhost:8000", null, "Bearer " + WINDOW_KEY), Role.ADMIN))
                .isEqualTo(new Granted(Role.ADMIN, null, Actor.window(null)));
        assertThat(fromAfar("Bearer " + WINDOW_KEY, Role.VIEWER))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.status()).isEqualTo(401));
    }

    @Test
    void requestsAreCountedForTheTokenOrElseForTheAddress() throws UnknownHostException {
        Access counting = new Access(AccessTest::holder, new Limits(2, new Metrics()), WINDOW_KEY);
        Caller token = caller("192.168.1.30", "console.farm:8000", null, "Bearer viewer-token");
        Caller sameFromElsewhere = caller("192.168.1.31", "console.farm:8000", null, "Bearer viewer-token");
        Caller none = caller("192.168.1.30", "console.farm:8000", null, null);

        assertThat(counting.count(counting.check(token, Role.VIEWER)).left()).isEqualTo(1);
        assertThat(counting.count(counting.check(sameFromElsewhere, Role.VIEWER))
                        .left())
                .isZero();
        assertThat(counting.count(counting.check(token, Role.VIEWER)).granted()).isFalse();
        assertThat(counting.count(counting.check(none, Role.VIEWER)).granted())
                .as("who shows none is counted too, though it is refused")
                .isTrue();
        assertThat(counting.count(counting.check(none, Role.PUBLIC))).isNull();
        Caller page = caller("127.0.0.1", "localhost:8000", "http://evil.example", null);
        assertThat(counting.count(counting.check(page, Role.VIEWER)))
                .as("a page cannot use up what local programs may ask")
                .isNull();
    }

    /** A viewer on this machine is no second administrator, and nobody comes in with a token that was revoked. */
    @Test
    void aLocalProgramThatShowsATokenMayDoWhatThatAllows() throws UnknownHostException {
        assertThat(access.check(caller("127.0.0.1", "localhost", null, "Bearer viewer-token"), Role.VIEWER))
                .isInstanceOfSatisfying(
                        Granted.class, granted -> assertThat(granted.role()).isEqualTo(Role.VIEWER));
        assertThat(access.check(caller("127.0.0.1", "localhost", null, "Bearer viewer-token"), Role.ADMIN))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.status()).isEqualTo(403));
        assertThat(access.check(caller("127.0.0.1", "localhost", null, "Bearer revoked"), Role.VIEWER))
                .isInstanceOfSatisfying(Denied.class, denied -> {
                    assertThat(denied.status()).isEqualTo(401);
                    assertThat(denied.detail()).contains("leave it out");
                });
        assertThat(access.check(caller("127.0.0.1", "localhost", null, null), Role.ADMIN))
                .isInstanceOf(Granted.class);
    }

    @Test
    void aLocalProgramIsLetInThoughTokensCannotBeLookedUp() throws UnknownHostException {
        Access away = new Access(
                token -> {
                    throw new IllegalStateException("the database is away");
                },
                new Limits(2, new Metrics()),
                WINDOW_KEY);

        assertThat(away.check(caller("127.0.0.1", "localhost", null, "Bearer viewer-token"), Role.ADMIN))
                .isEqualTo(new Granted(Role.ADMIN, "127.0.0.1", Actor.LOCAL));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aLoopbackNameFromAfarOpensNothing(Role wanted) throws UnknownHostException {
        Decision decision = access.check(caller("192.168.1.30", "localhost:8000", null, null), wanted);

        assertThat(decision instanceof Granted).isEqualTo(wanted == Role.PUBLIC);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, evil.example, http://evil.example", "192.168.1.30, x, http://y", "10.0.0.1, '', "})
    void probesAndMetricsAreOpenToAll(String address, String host, @Nullable String origin)
            throws UnknownHostException {
        assertThat(access.check(caller(address, host, origin, null), Role.PUBLIC))
                .isInstanceOfSatisfying(
                        Granted.class, granted -> assertThat(granted.role()).isEqualTo(Role.PUBLIC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.30", "8.8.8.8", "fe80::1", "0.0.0.0"})
    void aDeviceOfAnotherMachineMayOpenItsSocket(String address) throws UnknownHostException {
        assertThat(access.checkDevice(caller(address, "console.farm:8000", null, null)))
                .isNull();
    }

    @Test
    void whoseTokenWasRevokedIsNoLongerIn() throws UnknownHostException {
        Map<String, Role> tokens = new ConcurrentHashMap<>(TOKENS);
        Access revocable = new Access(token -> holder(tokens, token), new Limits(0, new Metrics()), WINDOW_KEY);
        Caller dashboard = caller("192.168.1.30", "console.farm:8000", null, "Bearer viewer-token");
        Caller here = caller("127.0.0.1", "localhost", null, "Bearer viewer-token");
        assertThat(revocable.isStillIn(dashboard)).isTrue();

        tokens.remove("viewer-token");

        assertThat(revocable.isStillIn(dashboard)).isFalse();
        assertThat(revocable.isStillIn(here)).isFalse();
        assertThat(revocable.isStillIn(caller("127.0.0.1", "localhost", null, "Bearer " + WINDOW_KEY)))
                .isTrue();
        assertThat(revocable.isStillIn(caller("127.0.0.1", "localhost", null, null)))
                .isTrue();
    }

    @Test
    void nobodyIsPutOutWhileTokensCannotBeAsked() throws UnknownHostException {
        Access away = new Access(
                token -> {
                    throw new IllegalStateException("the database is away");
                },
                new Limits(0, new Metrics()),
                WINDOW_KEY);
        assertThat(away.isStillIn(caller("192.168.1.30", "console.farm:8000", null, "Bearer viewer-token")))
                .isTrue();
    }
}

package fr.gaveurs.console.backend.ingest;

import static fr.gaveurs.console.backend.ingest.Lan.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.devices.Devices.TokenState;
import fr.gaveurs.console.backend.LogLines;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.audit.TestAct;
import fr.gaveurs.console.backend.platform.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Machines of the LAN that say the id of a station that they are not. */
class StrangersTest {
    private static final String ID = "ESP32_LL_01";
    private static final String MAC = "24:0A:C4:00:00:01";
    private static final String OTHER_MAC = "24:0A:C4:00:00:66";
    private static final String HERE = "192.168.1.30";
    private static final String THERE = "192.168.1.66";

    @TempDir
    private Path folder;

    private Lan lan;
    private final List<String> errors = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        lan = new Lan(folder);
        lan.sockets.onError((station, words) -> errors.add(words));
    }

    @AfterEach
    void stop() throws Exception {
        lan.close();
    }

    private Lan.Connection approved() throws Exception {
        Lan.Connection station = lan.connect(HERE);
        station.hello(ID, MAC, null);
        lan.registry.acts().approve(ID, null, TestAct.ANY);
        return station;
    }

    private static String message(JsonNode answer) {
        return answer.get("message").asString();
    }

    @Test
    void whoSaysHelloBetweenApprovalAndTheStationsNextHelloGetsNothing() throws Exception {
        Lan.Connection station = approved();

        for (String mac : new String[] {MAC, OTHER_MAC, null}) {
            Lan.Connection thief = lan.connect(THERE);
            JsonNode answer = thief.hello(ID, mac, null);
            assertThat(type(answer)).isEqualTo("error");
            assertThat(message(answer)).contains("another board was approved under this id");
            assertThat(type(thief.sample(ID))).isEqualTo("error");
        }
        Lan.Connection neighbour = lan.connect(HERE);
        assertThat(neighbour.hello(ID, MAC, null).get("token").isNull())
                .as("the token is for the connection that was seen, as long as that is open")
                .isTrue();
        neighbour.hangUp();

        assertThat(station.hello(ID, MAC, null).get("token").asString()).startsWith("gvc_");
        assertThat(type(station.sample(ID))).isEqualTo("ack");
        assertThat(station.closes).isEmpty();
        assertThat(lan.stored()).isEqualTo(1);
        Device shown = lan.device(ID);
        assertThat(shown.macAddress()).isEqualTo(MAC);
        assertThat(shown.board().address()).isEqualTo(HERE);
        assertThat(shown.board().others())
                .extracting(Claimant::address, Claimant::macAddress)
                .contains(org.assertj.core.groups.Tuple.tuple(THERE, OTHER_MAC));
    }

    @Test
    void aStationThatCameBackGetsItsTokenByBothItsAddresses() throws Exception {
        approved().hangUp();

        assertThat(type(lan.connect(THERE).hello(ID, MAC, null))).isEqualTo("error");
        assertThat(lan.connect(HERE).hello(ID, MAC, null).get("token").asString())
                .startsWith("gvc_");
    }

    @Test
    void thePersonChoosesAmongThoseThatWereSeen() throws Exception {
        Lan.Connection first = lan.connect(THERE);
        first.hello(ID, OTHER_MAC, null);
        Lan.Connection second = lan.connect(HERE);
        assertThat(type(second.hello(ID, MAC, null))).isEqualTo("error");
        Device shown = lan.device(ID);
        assertThat(shown.enrollment()).isEqualTo(Enrollment.PENDING);
        assertThat(shown.macAddress()).as("the first one").isEqualTo(OTHER_MAC);
        Claimant wanted = shown.board().others().getFirst();
        assertThat(wanted.macAddress()).isEqualTo(MAC);
        assertThat(wanted.address()).isEqualTo(HERE);
        assertThat(wanted.connected()).isTrue();

        assertThatThrownBy(() -> lan.registry.acts().approve(ID, "00000000", TestAct.ANY))
                .hasMessageContaining("look again");
        assertThat(lan.device(ID).enrollment()).isEqualTo(Enrollment.PENDING);
        lan.registry.acts().approve(ID, wanted.claim(), TestAct.ANY);

        assertThat(type(first.hello(ID, OTHER_MAC, null))).isEqualTo("error");
        assertThat(second.hello(ID, MAC, null).get("token").asString()).startsWith("gvc_");
        assertThat(lan.device(ID).macAddress()).isEqualTo(MAC);
    }

    @Test
    void whoSaidTheIdFirstKeepsItsPlaceWhileItIsAway() throws Exception {
        Lan.Connection first = lan.connect(HERE);
        first.hello(ID, MAC, null);
        Lan.Connection second = lan.connect(THERE);
        second.hello(ID, OTHER_MAC, null);
        String seen = lan.device(ID).board().claim();

        first.hangUp();

        Device shown = lan.device(ID);
        assertThat(shown.macAddress()).isEqualTo(MAC);
        assertThat(shown.board().claim()).isEqualTo(seen);
        assertThat(shown.board().address()).isEqualTo(HERE);
        assertThat(shown.board().others()).extracting(Claimant::macAddress).containsExactly(OTHER_MAC);
        assertThatThrownBy(() -> lan.registry.acts().approve(ID, null, TestAct.ANY))
                .hasMessageContaining("several boards say this id, choose one by its claim")
                .hasMessageContaining(seen + " (MAC " + MAC + " at " + HERE + ")")
                .hasMessageContaining("(MAC " + OTHER_MAC + " at " + THERE + ")");
        assertThat(lan.device(ID).enrollment()).isEqualTo(Enrollment.PENDING);
        assertThat(message(second.hello(ID, OTHER_MAC, null))).contains("another board said this id first");

        assertThat(lan.registry.acts().approve(ID, seen, TestAct.ANY).macAddress())
                .isEqualTo(MAC);
        assertThat(type(second.hello(ID, OTHER_MAC, null))).isEqualTo("error");
        assertThat(lan.connect(HERE).hello(ID, MAC, null).get("token").asString())
                .startsWith("gvc_");
    }

    @Test
    void whoWasNotChosenIsToldSo() throws Exception {
        Lan.Connection first = lan.connect(HERE);
        first.hello(ID, MAC, null);
        Lan.Connection second = lan.connect(THERE);
        second.hello(ID, OTHER_MAC, null);
        String wanted = lan.device(ID).board().others().getFirst().claim();

        Device approved = lan.registry.acts().approve(ID, wanted, TestAct.ANY);

        assertThat(approved.macAddress()).as("the answer names it").isEqualTo(OTHER_MAC);
        assertThat(approved.board().address()).isEqualTo(THERE);
        assertThat(message(first.hello(ID, MAC, null))).contains("another board was approved under this id");
        String other = lan.device(ID).board().others().getFirst().claim();
        assertThatThrownBy(() -> lan.registry.acts().approve(ID, other, TestAct.ANY))
                .as("it is not the one that is let in")
                .hasMessageContaining("another board is approved");
        assertThat(lan.registry.acts().approve(ID, wanted, TestAct.ANY).macAddress())
                .isEqualTo(OTHER_MAC);
    }

    @Test
    void whoSaidNoHelloCannotBeApproved() throws Exception {
        Lan.Connection nameless = lan.connect(HERE);
        assertThat(message(nameless.sample(ID))).contains("say esp32_hello first");
        assertThat(lan.device(ID).board().claim()).isNull();
        assertThatThrownBy(() -> lan.registry.acts().approve(ID, null, TestAct.ANY))
                .hasMessageContaining("no esp32_hello of it was heard");
        String guessed = HexFormat.of().formatHex(Secrets.sha256(HERE + "\n"), 0, 4);
        assertThatThrownBy(() -> lan.registry.acts().approve(ID, guessed, TestAct.ANY))
                .hasMessageContaining("no esp32_hello of it was heard");

        nameless.hello(ID, MAC, null);
        lan.registry.acts().approve(ID, null, TestAct.ANY);

        assertThat(nameless.hello(ID, MAC, null).get("token").asString()).startsWith("gvc_");
        assertThat(type(lan.connect(HERE).hello(ID, OTHER_MAC, null))).isEqualTo("error");
    }

    @Test
    void whoIsForgottenWhileItSendsComesBackWithWhatItsHelloSaid() throws Exception {
        Lan.Connection station = approved();
        String token = station.hello(ID, MAC, null).get("token").asString();
        station.hello(ID, MAC, token);
        station.sample(ID);
        lan.registry.acts().forget(ID, TestAct.ANY);

        station.sample(ID);

        assertThat(lan.device(ID).macAddress()).isEqualTo(MAC);
        assertThat(lan.device(ID).board().address()).isEqualTo(HERE);
        assertThat(lan.device(ID).board().claim()).isNotNull();
        lan.registry.acts().approve(ID, null, TestAct.ANY);
        assertThat(type(lan.connect(HERE).hello(ID, OTHER_MAC, null)))
                .as("another board from its address")
                .isEqualTo("error");
        assertThat(type(station.sample(ID))).isEqualTo("ack");
    }

    @Test
    void aSampleBeforeTheHelloMakesNoOtherBoard() throws Exception {
        Lan.Connection station = lan.connect(HERE);
        station.sample(ID);
        station.hello(ID, MAC, null);
        assertThat(lan.device(ID).board().others()).isEmpty();
        lan.registry.acts().approve(ID, null, TestAct.ANY);
        String token = station.hello(ID, MAC, null).get("token").asString();
        station.hello(ID, MAC, token);
        station.hangUp();

        Lan.Connection again = lan.connect(HERE);
        again.sample(ID);
        again.hello(ID, MAC, token);
        assertThat(lan.device(ID).board().others()).isEmpty();
        lan.registry.acts().resetToken(ID, null, TestAct.ANY);
        assertThat(again.hello(ID, MAC, null).get("token").asString()).startsWith("gvc_");

        lan.connect(HERE).sample(ID);
        assertThat(lan.device(ID).board().others()).as("most likely itself").isEmpty();
    }

    @Test
    void aHelloWithoutAMacAddressSaysSo() throws Exception {
        Lan.Connection station = lan.connect(HERE);
        for (String none : new String[] {null, "zz", "00:00:00:00:00:00"}) {
            station.hello("ESP32_LL_0" + (none == null ? 7 : none.length()), none, null);
            assertThat(lan.device("ESP32_LL_0" + (none == null ? 7 : none.length()))
                            .board()
                            .macMissing())
                    .isTrue();
        }
        station.hello(ID, MAC, null);
        assertThat(lan.device(ID).board().macMissing()).isFalse();

        assertThat(lan.registry
                        .acts()
                        .approve("ESP32_LL_07", null, TestAct.ANY)
                        .board()
                        .macMissing())
                .isTrue();
        lan.connect(HERE).hello("ESP32_LL_07", MAC, null);
        station.hangUp();
        assertThat(lan.connect(HERE).hello("ESP32_LL_07", MAC, null).toString()).contains("hello_ack");
        assertThat(type(lan.connect(HERE).hello("ESP32_LL_07", OTHER_MAC, null)))
                .as("the first MAC address heard is the one")
                .isEqualTo("error");
    }

    @Test
    void theLogSaysWhoHoldsTheId() throws Exception {
        approved();
        try (LogLines log = LogLines.of(DeviceSocket.class.getName())) {
            lan.connect(THERE).hello(ID, OTHER_MAC, null);
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("MAC " + OTHER_MAC + " at " + THERE + " said hello as " + ID)
                    .contains("MAC " + MAC + " at " + HERE)
                    .doesNotContain("ANOTHER");
        }
    }

    @Test
    void aNewTokenMendsWhatWentWrong() throws Exception {
        Lan.Connection station = approved();
        String lost = station.hello(ID, MAC, null).get("token").asString();
        station.hello(ID, MAC, lost);
        station.hangUp();
        Lan.Connection reflashed = lan.connect(HERE);
        assertThat(type(reflashed.hello(ID, MAC, null))).isEqualTo("error");
        assertThat(reflashed.closes).hasSize(1);
        reflashed.hangUp();

        lan.registry.acts().resetToken(ID, null, TestAct.ANY);

        assertThat(lan.device(ID).board().token()).isEqualTo(TokenState.NONE);
        assertThat(type(lan.connect(THERE).hello(ID, MAC, null))).isEqualTo("error");
        assertThat(type(lan.connect(THERE).hello(ID, MAC, lost)))
                .as("the old token opens nothing")
                .isEqualTo("error");
        String token = lan.connect(HERE).hello(ID, MAC, null).get("token").asString();
        assertThat(token).startsWith("gvc_").isNotEqualTo(lost);
        Lan.Connection moved = lan.connect("192.168.1.77");
        assertThat(type(moved.hello(ID, MAC, token)))
                .as("whoever shows the token may have another address")
                .isEqualTo("hello_ack");
    }

    @Test
    void ofSeveralBoardsThePersonSaysWhichGetsTheNewToken() throws Exception {
        Lan.Connection station = approved();
        station.hello(ID, MAC, null);
        Lan.Connection other = lan.connect(THERE);
        other.hello(ID, OTHER_MAC, null);

        assertThatThrownBy(() -> lan.registry.acts().resetToken(ID, null, TestAct.ANY))
                .hasMessageContaining(MAC + " at " + HERE)
                .hasMessageContaining(OTHER_MAC + " at " + THERE);
        Claimant chosen = lan.device(ID).board().others().getFirst();
        lan.registry.acts().resetToken(ID, chosen.claim(), TestAct.ANY);

        assertThat(other.hello(ID, OTHER_MAC, null).get("token").asString()).startsWith("gvc_");
        assertThat(type(station.sample(ID))).isEqualTo("error");
    }

    @Test
    void aStrangersHeartbeatsDoNothing() throws Exception {
        Lan.Connection station = approved();
        String token = station.hello(ID, MAC, null).get("token").asString();
        station.hello(ID, MAC, token);
        station.tell(TestMessages.heartbeat(ID, 4));
        Instant seen = lan.device(ID).lastSeen();
        Lan.Connection stranger = lan.connect(THERE);

        for (int i = 0; i < 500; i++) {
            stranger.tell("{\"type\":\"heartbeat\",\"device_id\":\"" + ID
                    + "\",\"buffer_size\":99,\"status\":\"error\",\"error\":\"made up " + "x".repeat(i) + "\"}");
        }

        assertThat(errors).isEmpty();
        Device after = lan.device(ID);
        assertThat(after.bufferSize()).isEqualTo(4);
        assertThat(after.lastSeen()).isEqualTo(seen);
        assertThat(after.macAddress()).isEqualTo(MAC);
        assertThat(stranger.closes).singleElement().satisfies(close -> assertThat(close.getCode())
                .isEqualTo(CloseStatus.POLICY_VIOLATION));
        station.tell(TestMessages.heartbeat(ID, 5));
        assertThat(lan.device(ID).bufferSize()).as("the station goes on").isEqualTo(5);
        Lan.Connection honest = lan.connect("192.168.1.31");
        assertThat(type(honest.say("{\"type\":\"ping\"}"))).as("so do others").isEqualTo("pong");
    }

    @Test
    void ofTheStationItselfAFewErrorsAMinuteAreReported() throws Exception {
        Lan.Connection station = approved();
        for (int i = 0; i < 300; i++) {
            station.tell("{\"type\":\"heartbeat\",\"device_id\":\"" + ID + "\",\"status\":\"error\",\"error\":\"number "
                    + i + "\"}");
        }
        assertThat(errors).hasSizeBetween(1, 11);
        assertThat(station.answers)
                .anySatisfy(answer -> assertThat(type(answer)).isEqualTo("rate_limit_exceeded"));
        assertThat(type(station.sample(ID)))
                .as("samples have an allowance of their own")
                .isNotEqualTo("error");
    }

    @Test
    void strangersFillNeitherTheStationsNorTheRoomToWait() throws Exception {
        Lan.Connection stranger = lan.connect(THERE);
        for (int i = 0; i < 1_000; i++) {
            stranger.tell(TestMessages.hello("ESP32_XX_" + i));
        }
        assertThat(lan.registry.size()).isLessThanOrEqualTo(20);
        assertThat(stranger.answers)
                .anySatisfy(answer -> assertThat(answer.toString()).contains("approve, forget or block some"));

        Lan.Connection honest = lan.connect(HERE);
        assertThat(message(honest.hello(ID, MAC, null))).contains("waiting for approval");
        lan.registry.acts().approve(ID, null, TestAct.ANY);
        assertThat(type(honest.sample(ID))).isEqualTo("ack");
        Lan.Connection local = lan.connect("127.0.0.1");
        assertThat(type(local.sample("ESP32_LS_01"))).isEqualTo("ack");

        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 20; j++) {
                lan.connect("10.0.0." + (i + 1)).tell(TestMessages.hello("ESP32_YY_" + i + "_" + j));
            }
        }
        assertThat(lan.registry.size()).isLessThanOrEqualTo(202);
        assertThat(type(local.sample("ESP32_LS_02"))).isEqualTo("ack");
    }

    @Test
    void whoIsBlockedIsToldSoAndNoLongerShown() throws Exception {
        Lan.Connection station = approved();
        String token = station.hello(ID, MAC, null).get("token").asString();

        assertThat(lan.registry.acts().block(ID, TestAct.ANY).enrollment()).isEqualTo(Enrollment.BLOCKED);

        for (JsonNode answer : List.of(station.sample(ID), station.hello(ID, MAC, token))) {
            assertThat(type(answer)).isEqualTo("error");
            assertThat(message(answer)).contains("blocked");
        }
        station.tell(TestMessages.heartbeat(ID, 77));
        assertThat(message(station.answers.removeFirst())).contains("blocked");
        assertThat(lan.device(ID).bufferSize()).isNull();
        assertThat(message(lan.connect("127.0.0.1").sample(ID))).contains("blocked");
        assertThat(lan.registry.live()).isEmpty();
        assertThat(lan.registry.devices()).hasSize(1);
        assertThatThrownBy(() -> lan.registry.acts().approve(ID, null, TestAct.ANY))
                .hasMessageContaining("unblock it first");

        assertThat(lan.registry.acts().unblock(ID, TestAct.ANY).enrollment()).isEqualTo(Enrollment.PENDING);
        assertThat(type(station.sample(ID))).as("it waits, and is refused").isEqualTo("error");
        lan.registry.acts().approve(ID, null, TestAct.ANY);
        assertThat(station.hello(ID, MAC, token).toString()).contains("hello_ack");
        assertThat(type(station.sample(ID))).isEqualTo("ack");
    }

    @Test
    void whoIsForgottenBeginsAnew() throws Exception {
        Lan.Connection station = approved();
        String token = station.hello(ID, MAC, null).get("token").asString();
        station.hello(ID, MAC, token);

        assertThat(lan.registry.acts().forget(ID, TestAct.ANY)).isTrue();
        assertThat(lan.registry.acts().forget(ID, TestAct.ANY)).isFalse();
        assertThat(lan.registry.find(ID)).isNull();
        assertThat(lan.count("devices")).isZero();

        assertThat(message(station.sample(ID))).contains("waits for approval");
        assertThat(lan.device(ID).enrollment()).isEqualTo(Enrollment.PENDING);
        lan.registry.acts().approve(ID, null, TestAct.ANY);
        assertThat(station.hello(ID, MAC, token).get("token").asString())
                .startsWith("gvc_")
                .isNotEqualTo(token);
    }

    @Test
    void twoBoardsUnderOneIdAreNotBlended() throws Exception {
        Lan.Connection station = approved();
        String token = station.hello(ID, MAC, null).get("token").asString();
        station.hello(ID, MAC, token);
        assertThat(type(station.sample(ID))).isEqualTo("ack");
        Lan.Connection copy = lan.connect(THERE);

        assertThat(message(copy.hello(ID, OTHER_MAC, token))).contains("another MAC address");
        assertThat(message(copy.sample(ID))).contains("another MAC address");
        assertThat(type(station.sample(ID))).isEqualTo("ack");

        Device shown = lan.device(ID);
        assertThat(shown.macAddress()).isEqualTo(MAC);
        assertThat(shown.board().others()).singleElement().satisfies(other -> {
            assertThat(other.macAddress()).isEqualTo(OTHER_MAC);
            assertThat(other.address()).isEqualTo(THERE);
            assertThat(other.refused()).isEqualTo(2);
        });
        station.hangUp();
        assertThat(type(copy.hello(ID, OTHER_MAC, token)))
                .as("a board that was replaced")
                .isEqualTo("hello_ack");
        assertThat(type(copy.sample(ID))).isEqualTo("ack");
        assertThat(lan.device(ID).macAddress()).isEqualTo(OTHER_MAC);
        assertThat(lan.device(ID).state()).isEqualTo(DeviceState.LIVE);
    }

    @Test
    void twoProgramsOfThisMachineUnderOneIdAreSeenToo() throws Exception {
        Lan.Connection one = lan.connect("127.0.0.1");
        Lan.Connection two = lan.connect("127.0.0.1");
        one.hello(ID, MAC, null);
        assertThat(type(one.sample(ID))).isEqualTo("ack");
        assertThat(type(two.hello(ID, OTHER_MAC, null))).isEqualTo("error");
        assertThat(type(two.sample(ID))).isEqualTo("error");
        assertThat(lan.device(ID).board().others())
                .extracting(Claimant::macAddress)
                .containsExactly(OTHER_MAC);

        Lan.Connection same = lan.connect("127.0.0.1");
        same.hello(ID, MAC, null);
        one.sample(ID);
        same.sample(ID);
        one.sample(ID);
        assertThat(lan.device(ID).board().others())
                .as("which say the same MAC address by turns")
                .extracting(Claimant::macAddress)
                .contains(MAC);
    }

    @Test
    void theIdOfAStationOfThisMachineOpensNothingElsewhere() throws Exception {
        Lan.Connection simulator = lan.connect("127.0.0.1");
        simulator.hello(ID, MAC, null);

        Lan.Connection stranger = lan.connect(THERE);
        assertThat(type(stranger.hello(ID, OTHER_MAC, null))).isEqualTo("error");
        assertThat(type(stranger.sample(ID))).isEqualTo("error");
        simulator.hangUp();
        assertThat(type(stranger.sample(ID))).isEqualTo("error");
    }

    @Test
    void whoSendsBytesThatAreNoTextIsNamed() throws Exception {
        byte[] broken = ("{\"type\":\"heartbeat\",\"device_id\":\"" + ID + "\",\"error\":\"\u00e9\"}")
                .getBytes(StandardCharsets.ISO_8859_1);
        approved();
        lan.connect(THERE).tell(broken);
        assertThat(lan.device(ID).board().notUtf8At())
                .as("a stranger says nothing")
                .isNull();

        Lan.Connection again = lan.connect(HERE);
        again.tell(broken);

        assertThat(again.closes).singleElement().satisfies(close -> assertThat(close.getCode())
                .isEqualTo(CloseStatus.BAD_PAYLOAD));
        assertThat(lan.device(ID).board().notUtf8At()).isNotNull();
    }

    @Test
    void anOddHeartbeatIsASignOfLife() throws Exception {
        Lan.Connection station = approved();
        station.tell("{\"type\":\"heartbeat\",\"device_id\":\"" + ID + "\",\"uptime\":-5,\"buffer_size\":4294967295}");
        assertThat(lan.device(ID).board().oddFigures()).containsExactly("uptime", "buffer_size");
        assertThat(lan.device(ID).bufferSize()).isNull();
        station.tell(TestMessages.heartbeat(ID, 2));
        assertThat(lan.device(ID).board().oddFigures()).isEmpty();
    }
}

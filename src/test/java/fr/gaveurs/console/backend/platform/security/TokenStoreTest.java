package fr.gaveurs.console.backend.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.admin.Admin.CreatedToken;
import fr.gaveurs.console.api.admin.Admin.TokenInfo;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.platform.audit.TestAct;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenStoreTest {
    private final Database database = TestDatabase.fresh();
    private final TokenStore tokens = new TokenStore(database);

    @AfterEach
    void close() {
        database.close();
    }

    private String create(String name, Role role) {
        return tokens.create(name, role, TestAct.ANY).map(CreatedToken::token).orElseThrow();
    }

    private static @Nullable Role roleOf(TokenStore store, String token) {
        TokenHolders.Holder holder = store.holderOf(token);
        return holder == null ? null : holder.role();
    }

    @Test
    void knowsATokenUntilItIsRevokedAndNotAMomentLonger() {
        String token = create("wall display", Role.VIEWER);
        assertThat(roleOf(tokens, token)).isEqualTo(Role.VIEWER);

        assertThat(tokens.revoke("wall display", TestAct.ANY)).isTrue();

        assertThat(roleOf(tokens, token)).isNull();
        assertThat(tokens.revoke("wall display", TestAct.ANY)).isFalse();
        assertThat(tokens.list()).isEmpty();
    }

    @Test
    void keepsTheHashAlone() {
        String token = create("wall", Role.ADMIN);

        List<String> rows = database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT api_tokens::text FROM api_tokens")
                        .mapTo(String.class)
                        .list());
        byte[] hash = database.jdbi().withHandle(handle -> handle.createQuery("SELECT token_hash FROM api_tokens")
                .mapTo(byte[].class)
                .one());

        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row).doesNotContain(token).doesNotContain(token.substring(4)));
        assertThat(hash).hasSize(32).isEqualTo(Secrets.sha256(token));
        assertThat(Secrets.matches(token, hash)).isTrue();
        assertThat(Secrets.matches(token + "x", hash)).isFalse();
        assertThat(tokens.list().toString()).doesNotContain(token);
    }

    @Test
    void aNameIsTakenUntilItsTokenIsRevoked() {
        String first = create("wall", Role.VIEWER);
        assertThat(tokens.create("wall", Role.ADMIN, TestAct.ANY)).isEmpty();
        assertThat(roleOf(tokens, first)).isEqualTo(Role.VIEWER);

        tokens.revoke("wall", TestAct.ANY);
        String second = create("wall", Role.OPERATOR);

        assertThat(second).isNotEqualTo(first);
        assertThat(roleOf(tokens, first)).isNull();
        assertThat(roleOf(tokens, second)).isEqualTo(Role.OPERATOR);
    }

    @Test
    void listsWhatIsInForceAndWhenItWasUsed() {
        create("b", Role.VIEWER);
        String used = create("a", Role.OPERATOR);
        roleOf(tokens, used);

        assertThat(tokens.list()).extracting(TokenInfo::name).containsExactly("a", "b");
        assertThat(tokens.list().getFirst().lastUsedAt()).isNotNull();
        assertThat(tokens.list().getLast().lastUsedAt()).isNull();
        assertThat(tokens.list().getFirst().createdAt()).isNotNull();
    }

    @Test
    void nobodyHoldsWhatWasNeverGiven() {
        for (String made : new String[] {"", "gvc_", "\0", "x".repeat(100_000), "' OR true --"}) {
            assertThat(roleOf(tokens, made)).isNull();
        }
    }

    @Test
    void triesOfThousandsOfTokensAreForgottenAgain() {
        String token = create("wall", Role.VIEWER);
        for (int i = 0; i < 1_500; i++) {
            assertThat(roleOf(tokens, "guess " + i)).isNull();
        }

        assertThat(roleOf(tokens, token)).isEqualTo(Role.VIEWER);
    }

    @Test
    void everyTokenIsAnother() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String token = Secrets.newToken();
            assertThat(token).matches("gvc_[A-Za-z0-9_-]{43}");
            seen.add(token);
        }
        assertThat(seen).hasSize(1_000);
    }

    @Test
    void whileTheDatabaseIsAwayWhoWasLetInStaysInAndNobodyElseComes() throws Exception {
        String known = create("wall", Role.VIEWER);
        String unknown = create("other", Role.ADMIN);
        ConnectionInfo info = TestDatabase.freshInfo();
        try (FaultyLink link = new FaultyLink(info.port());
                Database reached = TestDatabase.open(
                        new ConnectionInfo("127.0.0.1", link.port(), info.database(), info.user(), info.password()))) {
            assertThat(reached.awaitUp(Patience.LIMIT)).isTrue();
            TokenStore forgetful = new TokenStore(reached, Duration.ZERO);
            String token = forgetful
                    .create("wall", Role.VIEWER, TestAct.ANY)
                    .orElseThrow()
                    .token();
            assertThat(roleOf(forgetful, token)).isEqualTo(Role.VIEWER);

            link.cut();

            await().until(() -> !reached.availability().isUp());
            assertThat(roleOf(forgetful, token)).isEqualTo(Role.VIEWER);
            assertThatThrownBy(() -> roleOf(forgetful, unknown)).isInstanceOf(JdbiException.class);
            assertThatThrownBy(() -> roleOf(forgetful, known)).isInstanceOf(JdbiException.class);
        }
    }

    @Test
    void whoHoldsATokensRowKeepsNobodyOut() {
        String token = create("wall", Role.OPERATOR);
        AtomicInteger failures = new AtomicInteger();
        database.onFailure(failure -> failures.incrementAndGet());
        database.jdbi().useTransaction(handle -> {
            handle.execute("UPDATE api_tokens SET last_used_at = now()");

            assertThat(roleOf(tokens, token)).isEqualTo(Role.OPERATOR);
        });
        assertThat(failures)
                .as("statements that waited until they were given up")
                .hasValue(0);
    }

    @Test
    void aDatabaseThatIsReadOnlyStillTellsWhoMayComeIn() {
        String token = create("wall", Role.OPERATOR);
        database.jdbi()
                .useHandle(handle -> handle.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE EXCEPTION 'read only' USING ERRCODE = '25006'; END $$"));
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "CREATE TRIGGER refuse BEFORE UPDATE ON api_tokens FOR EACH ROW EXECUTE FUNCTION refuse()"));

        assertThat(roleOf(tokens, token)).isEqualTo(Role.OPERATOR);
    }

    @Test
    void whatAnotherConsoleRevokedIsForgottenAtOnce() {
        TokenStore here = new TokenStore(database, Duration.ofHours(1));
        String token = tokens.create("elsewhere", Role.VIEWER, TestAct.ANY)
                .orElseThrow()
                .token();
        assertThat(roleOf(here, token)).isEqualTo(Role.VIEWER);
        AtomicInteger told = new AtomicInteger();
        tokens.onChange(told::incrementAndGet);

        tokens.revoke("elsewhere", TestAct.ANY);
        assertThat(told).hasValue(1);
        assertThat(roleOf(here, token)).as("remembered").isEqualTo(Role.VIEWER);
        here.invalidate();
        assertThat(roleOf(here, token)).isNull();
    }
}

package fr.gaveurs.console.backend.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.audit.Audit.AuditQuery;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rows of the journal, with what changes or not at all. */
class AuditLogTest {
    private static final Act ANAIS = new Act(Actor.window("Anaïs"), "127.0.0.1", "blockDevice", "cable torn");
    private static final AuditObject STATION = AuditObject.of("device", "ESP32_LL_01");

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.jdbi().useHandle(handle -> handle.execute("TRUNCATE audit_log"));
    }

    private static void write(Act act, AuditObject object, Object before, Object after) throws SQLException {
        database.write(connection -> {
            AuditLog.write(connection, act, object, before, after);
            return act;
        });
    }

    private static List<AuditEntry> all(AuditQuery query) throws SQLException {
        return new AuditQueries(database).page(query).items();
    }

    private static AuditQuery by(String actor, ActorKind kind, String route, String object, String objectKind) {
        return new AuditQuery(actor, kind, route, object, objectKind, null, null, null, null);
    }

    /** Making the plain form of a name for each row took seconds where there are many. */
    @Test
    void partsOfNamesAreLookedForInWhatIsKeptAndByAnIndex() {
        database.jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO audit_log (actor_kind, actor_name, route, object_kind, object_id)"
                    + " SELECT 'window', 'Opérateur ' || i % 40, 'changeBug', 'bug', i::text"
                    + " FROM generate_series(1, 20000) i");
            handle.execute("ANALYZE audit_log");
            assertThat(plan(handle, by("Zoé", null, null, null, null)))
                    .contains("audit_log_actor_plain")
                    .doesNotContain("regexp_replace");
            assertThat(plan(handle, by("programme", null, null, null, null)))
                    .contains("audit_log_actor_plain", "audit_log_actor ")
                    .doesNotContain("regexp_replace", "Seq Scan");
            assertThat(plan(handle, by(null, null, null, "ESP32_LL", null)))
                    .contains("audit_log_object_plain")
                    .doesNotContain("regexp_replace");
            assertThat(plan(handle, by("é", null, null, "L", null))).doesNotContain("regexp_replace");
        });
    }

    /** Whoever asks for acts of long ago has all newer ones passed over: by their times alone, not row by row. */
    @Test
    void whatIsNewerThanTheEndOfAPeriodIsPassedOverInAnIndex() throws SQLException {
        database.jdbi().useHandle(handle -> {
            handle.execute("INSERT INTO audit_log (at, actor_kind, actor_name, route, object_kind, object_id)"
                    + " SELECT now() - (20001 - i) * interval '1 hour', 'window', 'Anaïs', 'changeBug', 'bug', i::text"
                    + " FROM generate_series(1, 20000) i");
            handle.execute("VACUUM ANALYZE audit_log");
            AuditQuery old = new AuditQuery(
                    null, null, null, null, null, null, Instant.now().minus(Duration.ofHours(19_000)), null, null);
            assertThat(plan(handle, old)).contains("Index Only Scan").doesNotContain("Seq Scan");
        });
        List<AuditEntry> found = all(new AuditQuery(
                null, null, null, null, null, null, Instant.now().minus(Duration.ofHours(19_980)), null, 5));
        assertThat(found).hasSize(5);
        assertThat(found).extracting(AuditEntry::objectId).isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static String plan(Handle handle, AuditQuery query) {
        AuditQueries.Question question = AuditQueries.question(query);
        Query explain = handle.createQuery("EXPLAIN " + question.sql());
        for (int i = 0; i < question.values().size(); i++) {
            explain.bind(i, question.values().get(i));
        }
        return String.join("\n", explain.mapTo(String.class).list());
    }

    @Test
    void whatIsASignInAPatternIsALetterInAName() throws SQLException {
        write(new Act(Actor.window("50% _Léa\\"), "127.0.0.1", "blockDevice", null), STATION, null, null);
        write(ANAIS, STATION, null, null);

        assertThat(all(by("50% _lea\\", null, null, null, null))).hasSize(1);
        assertThat(all(by("%%%", null, null, null, null))).isEmpty();
        assertThat(all(by("___", null, null, null, null))).isEmpty();
        assertThat(all(by(null, null, null, "ESP32_LL", null))).hasSize(2);
        assertThat(all(by(null, null, null, "ESP32xLL", null))).isEmpty();
    }

    @Test
    void aRowSaysWhoDidWhatFromWhereAndWhy() throws SQLException {
        write(ANAIS, STATION, Map.of("enrollment", "approved"), Map.of("enrollment", "blocked"));

        assertThat(all(AuditQuery.ALL)).singleElement().satisfies(entry -> {
            assertThat(entry.at())
                    .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
            assertThat(entry.actorKind()).isEqualTo(ActorKind.WINDOW);
            assertThat(entry.actorName()).isEqualTo("Anaïs");
            assertThat(entry.address()).isEqualTo("127.0.0.1");
            assertThat(entry.route()).isEqualTo("blockDevice");
            assertThat(entry.objectKind()).isEqualTo("device");
            assertThat(entry.objectId()).isEqualTo("ESP32_LL_01");
            assertThat(entry.before()).isEqualTo(Json.MAPPER.readTree("{\"enrollment\":\"approved\"}"));
            assertThat(entry.after()).isEqualTo(Json.MAPPER.readTree("{\"enrollment\":\"blocked\"}"));
            assertThat(entry.reason()).isEqualTo("cable torn");
        });
    }

    @Test
    void aChangeThatFailsLeavesNoRow() throws SQLException {
        assertThatThrownBy(() -> database.write(connection -> {
                    AuditLog.write(connection, ANAIS, STATION, null, null);
                    throw new SQLException("the change failed", "23505");
                }))
                .hasMessage("the change failed");
        assertThatThrownBy(() -> database.jdbi().useTransaction(handle -> {
                    AuditLog.write(handle, ANAIS, STATION, null, null);
                    throw new IllegalStateException("the change failed");
                }))
                .hasMessage("the change failed");

        assertThat(all(AuditQuery.ALL)).isEmpty();
    }

    @Test
    void ofWhatIsInBothOnlyTheDifferencesAreKept() {
        AuditValues values = AuditValues.of(Map.of("a", 1, "b", "x"), Map.of("a", 1, "b", "y", "c", List.of(2)));

        assertThat(values.before()).isEqualTo(Json.MAPPER.readTree("{\"b\":\"x\"}"));
        assertThat(values.after()).isEqualTo(Json.MAPPER.readTree("{\"b\":\"y\",\"c\":[2]}"));
    }

    @Test
    void longTextsAreCutAndWhatPostgresRefusesIsLeftOut() throws SQLException {
        write(
                ANAIS,
                STATION,
                null,
                Map.of("nul", "a\0b", "long", "é".repeat(5_000), "deep", List.of(Map.of("x", "\0"))));

        AuditEntry entry = all(AuditQuery.ALL).getFirst();
        assertThat(entry.before()).isNull();
        assertThat(entry.after().get("nul").asString()).isEqualTo("ab");
        assertThat(entry.after().get("long").asString())
                .hasSize(AuditValues.MAX_TEXT)
                .endsWith("…");
        assertThat(entry.after().get("deep").get(0).get("x").asString()).isEmpty();
    }

    @Test
    void whatIsStillTooLongIsNamedInstead() {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            parts.add(i + " " + "x".repeat(400));
        }

        assertThat(AuditValues.of(null, Map.of("parts", parts))
                        .after()
                        .get("omitted")
                        .asString())
                .endsWith("characters of JSON");
    }

    @Test
    void theFiltersFindWhatTheyName() throws SQLException {
        write(ANAIS, STATION, null, null);
        write(
                new Act(Actor.token("wall display"), "10.0.0.9", "createBug", null),
                AuditObject.of("bug", "7"),
                null,
                null);
        write(Act.station("ESP32_LL_02", "meetError"), AuditObject.of("bug", "8"), null, null);
        write(Act.system("test"), AuditObject.CONSOLE, null, null);

        assertThat(all(by("Anaïs", null, null, null, null)))
                .extracting(AuditEntry::route)
                .containsExactly("blockDevice");
        assertThat(all(by(null, ActorKind.TOKEN, null, null, null)))
                .extracting(AuditEntry::actorName)
                .containsExactly("wall display");
        assertThat(all(by(null, null, "meetError", null, null)))
                .extracting(AuditEntry::actorName)
                .containsExactly("ESP32_LL_02");
        assertThat(all(by(null, null, null, "ESP32_LL_01", "device"))).hasSize(1);
        assertThat(all(by(null, null, null, "ESP32_LL_01", "bug"))).isEmpty();
        assertThat(all(by(null, null, null, null, "bug")))
                .extracting(AuditEntry::objectId)
                .containsExactly("8", "7");
        assertThat(all(by("ana\0is", null, null, null, null)))
                .as("a part, without capitals and accents")
                .hasSize(1);
        assertThat(all(by("NAÏ", null, null, null, null))).hasSize(1);
        assertThat(all(by("%", null, null, null, null))).isEmpty();
        assertThat(all(by(null, null, null, "ll_01", null))).hasSize(1);

        Instant later = Instant.now().plus(Duration.ofHours(1));
        assertThat(all(new AuditQuery(null, null, null, null, null, later, null, null, null)))
                .isEmpty();
        assertThat(all(new AuditQuery(null, null, null, null, null, null, later, null, null)))
                .hasSize(4);
    }

    /** A row that could not be told hid all others, for two years. */
    @Test
    void whateverARowHoldsItIsToldAndHidesNoOther() throws SQLException {
        write(ANAIS, AuditObject.of("bug", "7"), null, Map.of("title", "Écran noir"));
        database.jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "INSERT INTO audit_log (actor_kind, route, object_kind, object_id,"
                                        + " after) VALUES ('local', 'createProfile', 'product_profile', '1',"
                                        + " jsonb_build_object('name', 'P', 'weight_lower_g', 1e300, 'list', jsonb_build_array(1e301, 7)))"));
        List<AuditEntry> all = all(AuditQuery.ALL);
        assertThat(all).hasSize(2);
        JsonNode after = Objects.requireNonNull(all.getFirst().after());
        assertThat(after.get("weight_lower_g").asDouble()).isEqualTo(1e300);
        assertThat(after.get("list").get(0).asDouble()).isEqualTo(1e301);
        assertThat(after.get("list").get(1).asInt()).isEqualTo(7);
        // As the window reads it.
        assertThat(Json.MAPPER
                        .readTree(Json.MAPPER.writeValueAsString(all.getFirst()))
                        .get("after"))
                .isEqualTo(after);
    }

    @Test
    void whatIsDeeperThanIsReadIsToldAsText() throws SQLException {
        String deep = "[".repeat(70) + "]".repeat(70);
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO audit_log (actor_kind, route, object_kind, object_id, after) VALUES ('local',"
                                + " 'createProfile', 'product_profile', '1', CAST(? AS jsonb))",
                        deep));
        assertThat(all(AuditQuery.ALL)).singleElement().satisfies(entry -> assertThat(
                        Objects.requireNonNull(entry.after()).asString())
                .isEqualTo(deep));
    }

    /** The list shows words for whoever said no name: typed as they are read there, they found nothing. */
    @Test
    void whoeverSaidNoNameIsFoundByTheWordsThatAreShownInstead() throws SQLException {
        write(new Act(Actor.LOCAL, "127.0.0.1", "patchDevice", null), STATION, null, null);
        write(new Act(Actor.window(null), "127.0.0.1", "blockDevice", null), STATION, null, null);
        write(new Act(Actor.command("claire"), null, "restore", null), AuditObject.CONSOLE, null, null);
        write(Act.system("test"), AuditObject.CONSOLE, null, null);
        write(
                new Act(Actor.window("Régis, programme"), null, "createBug", null),
                AuditObject.of("bug", "7"),
                null,
                null);

        assertThat(routes("programme de")).containsExactly("patchDevice");
        assertThat(routes("PROGRAM on this PC")).containsExactly("patchDevice");
        assertThat(routes("programme")).containsExactly("createBug", "patchDevice");
        assertThat(routes("ce pc")).containsExactly("blockDevice", "patchDevice");
        assertThat(routes("console")).containsExactly("test");
        assertThat(routes("claire")).as("shown by its name").containsExactly("restore");
        assertThat(routes("programme de Lyon")).isEmpty();
        assertThat(all(by("programme de", ActorKind.WINDOW, null, null, null))).isEmpty();
    }

    private static List<String> routes(String actor) throws SQLException {
        return all(by(actor, null, null, null, null)).stream()
                .map(AuditEntry::route)
                .toList();
    }

    /** A number says nothing to who looks for what became of the morning's report. */
    @Test
    void whatWasActedOnIsFoundByWhateverTheListShowsOfIt() throws SQLException {
        AuditObject schedule = AuditObject.of("report_schedule", "14");
        write(ANAIS, schedule, null, Map.of("name", "Rapport du matin", "cadence", "daily"));
        write(ANAIS, schedule, Map.of("enabled", true), Map.of("enabled", false));
        write(ANAIS, schedule, Map.of("name", "Rapport du matin"), Map.of("name", "Rapport à six heures"));
        write(ANAIS, AuditObject.of("report", "14"), null, Map.of("kind", "daily"));
        write(ANAIS, AuditObject.of("bug", "7"), null, Map.of("title", "Écran noir"));
        write(ANAIS, AuditObject.of("product", "P-1"), null, Map.of("lot", "LOT-20261128-001"));
        write(ANAIS, STATION, Map.of("name", "Table 3"), Map.of("name", "Table 4"));

        assertThat(objects("du MATIN")).as("all that was done to it").hasSize(3).containsOnly("report_schedule");
        assertThat(objects("a six heures")).hasSize(3);
        assertThat(objects("Rapport planifi")).hasSize(3).containsOnly("report_schedule");
        assertThat(objects("scheduled report 14")).hasSize(3);
        assertThat(objects("Rapport planifié 14")).hasSize(3);
        assertThat(objects("Rapport planifié 14, Rapport du matin")).hasSize(2);
        assertThat(objects("Rapport planifié 15")).isEmpty();
        assertThat(objects("ecran noir")).containsExactly("bug");
        assertThat(objects("lot-20261128")).containsExactly("product");
        assertThat(objects("Table 3")).containsExactly("device");
        assertThat(objects("T"))
                .as("of two letters or fewer what the row itself shows")
                .contains("device", "report", "report_schedule");
        assertThat(objects("100%")).isEmpty();
    }

    private List<String> objects(String typed) throws SQLException {
        return all(by(null, null, null, typed, null)).stream()
                .map(AuditEntry::objectKind)
                .toList();
    }

    @Test
    void pagesFollowEachOtherAndNothingIsInTwo() throws SQLException {
        for (int i = 0; i < 7; i++) {
            write(ANAIS, AuditObject.of("device", "D" + i), null, null);
        }

        List<String> seen = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            Page<AuditEntry> page = new AuditQueries(database)
                    .page(new AuditQuery(null, null, null, null, null, null, null, cursor, 3));
            page.items().forEach(entry -> seen.add(entry.objectId()));
            cursor = page.nextCursor();
            pages++;
            // What is written meanwhile comes before the first page.
            write(ANAIS, AuditObject.of("device", "later"), null, null);
        } while (cursor != null);

        assertThat(pages).isEqualTo(3);
        assertThat(seen).containsExactly("D6", "D5", "D4", "D3", "D2", "D1", "D0");
    }

    @Test
    void onlySoManyOfTheNewestRowsAreKept() throws SQLException {
        for (int i = 0; i < 10; i++) {
            write(ANAIS, AuditObject.of("device", "D" + i), null, null);
        }

        new AuditQueries(database, 4).bound();

        assertThat(all(AuditQuery.ALL)).extracting(AuditEntry::objectId).containsExactly("D9", "D8", "D7", "D6");
    }

    @Test
    void aRowIsNeverChanged() throws SQLException {
        write(ANAIS, STATION, null, null);

        assertThatThrownBy(() -> database.jdbi()
                        .useHandle(handle -> handle.execute("UPDATE audit_log SET actor_name = 'Somebody else'")))
                .hasMessageContaining("never changed");
    }

    @Test
    void whatPeopleTypeIsOneLineAndBounded() {
        assertThat(Actor.window("  Jean\n\tDupont\u200b ").name()).isEqualTo("Jean Dupont");
        assertThat(Actor.window("e\u0301").name()).isEqualTo("é");
        assertThat(Actor.window("\u0000\u202e ").name()).isNull();
        assertThat(Actor.window("x".repeat(500)).name()).hasSize(Audit.MAX_NAME);
        assertThat(new Act(Actor.LOCAL, null, "r", "y".repeat(5_000)).reason()).hasSize(Audit.MAX_REASON);
    }

    @Test
    void withoutADatabaseAnActThatNeedsNoneIsDoneAllTheSame() {
        Database gone = TestDatabase.fresh();
        gone.close();

        new AuditLog(gone).note(ANAIS, AuditObject.CONSOLE, null, null);

        assertThat(gone.availability()).isNotNull();
    }
}

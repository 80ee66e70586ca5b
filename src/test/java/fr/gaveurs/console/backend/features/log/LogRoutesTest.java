package fr.gaveurs.console.backend.features.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.log.Log.Consistency;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.api.log.LogApi;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import fr.gaveurs.console.backend.platform.tlog.MerkleProof;
import fr.gaveurs.console.backend.platform.tlog.ProofCheck;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.Tile;
import fr.gaveurs.console.backend.platform.tlog.TileTree;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The log as it is read over HTTP, by its own routes and by those of every tiled log. */
class LogRoutesTest {
    private static final int SAMPLES = 300;

    private TestConsole console;

    @BeforeEach
    void start() throws Exception {
        console = TestConsole.start();
        store(0, SAMPLES);
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    private void store(int from, int to) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                console.database().jdbcUrl(), console.database().properties())) {
            Partitions.of(Partitioning.NATIVE).ensure(connection, List.of(LogFixture.FROM));
            connection.setAutoCommit(false);
            LogEntries.add(connection, LogFixture.SAMPLES, LogFixture.insertSamples(connection, from, to));
            connection.commit();
        }
        await().until(() -> console.count("SELECT count(*) FROM log_pending") == 0);
    }

    private VerifierKey key() {
        return Objects.requireNonNull(
                VerifierKey.parse(console.json("/api/log").get("verifier_key").asString()));
    }

    private Checkpoint signed() {
        SignedNote note = Objects.requireNonNull(
                SignedNote.parse(console.get("/tlog/checkpoint").body()));
        assertThat(note.signedBy(key())).isTrue();
        return Objects.requireNonNull(Checkpoint.parse(note.text()));
    }

    @Test
    void everybodyCanCheckTheTreeByItsTilesAlone() throws Exception {
        assertThat(console.get("/tlog/checkpoint").statusCode()).isEqualTo(404);
        assertThat(console.post("/api/log/checkpoint", "").statusCode()).isEqualTo(200);
        Checkpoint signed = signed();
        assertThat(signed.size()).isEqualTo(SAMPLES);

        TileTree tree = new TileTree(SAMPLES, (level, index, width) -> {
            int all = level == 0 && index == 1 ? SAMPLES - 256 : level == 0 ? 256 : 1;
            String path = "/tlog/tile/" + level + "/00" + index + (all < 256 ? ".p/" + all : "");
            byte[] bytes = console.bytes(path);
            assertThat(bytes).as(path).hasSize(all * 32);
            return bytes;
        });
        assertThat(tree.root()).isEqualTo(signed.root());

        ByteBuffer bundle = ByteBuffer.wrap(console.bytes("/tlog/tile/entries/000"));
        for (int i = 0; i < 256; i++) {
            byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
            bundle.get(entry);
            assertThat(MerkleHash.leaf(entry))
                    .isEqualTo(TileTree.root(
                            tree.reader().read(0, i / Tile.WIDTH, i % Tile.WIDTH + 1), i % Tile.WIDTH, 1));
        }
        assertThat(bundle.hasRemaining()).isFalse();
        HttpResponse<String> tile = console.get("/tlog/tile/0/000");
        assertThat(tile.headers().firstValue("content-type")).contains("application/octet-stream");
        assertThat(tile.headers().firstValue("cache-control")).contains("public, max-age=604800, immutable");
    }

    @Test
    void whatIsNoTileIsNotFound() {
        for (String path : List.of(
                "/tlog/tile/0/001",
                "/tlog/tile/0/000.p/0",
                "/tlog/tile/0/1",
                "/tlog/tile/0/x001/000",
                "/tlog/tile/9/000",
                "/tlog/tile/entries/001",
                "/tlog/tile/entries/001.p/45",
                "/tlog/tile/0/x000/x000/x000/x000/000",
                "/tlog/tile/-1/000",
                "/tlog/tile/0/001.p/45")) {
            assertThat(console.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(console.get("/tlog/tile/0/001.p/44").statusCode()).isEqualTo(200);
    }

    @Test
    void anEntryHasAProofThatHoldsAlone() throws Exception {
        HttpResponse<String> answer = console.get("/api/log/proof?index=7");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Proof proof = Json.MAPPER.readValue(answer.body(), Proof.class);
        assertThat(ProofCheck.fault(proof, key())).isNull();
        assertThat(proof.entry()).contains("\"kind\":\"sample\"").contains(LogFixture.key(7));
        Proof byKey = Json.MAPPER.readValue(
                console.get("/api/log/proof?kind=sample&key="
                                + URLEncoder.encode(LogFixture.key(7), StandardCharsets.UTF_8))
                        .body(),
                Proof.class);
        assertThat(byKey).isEqualTo(proof);

        for (Proof altered : List.of(
                new Proof(
                        proof.format(),
                        proof.origin(),
                        proof.index(),
                        proof.entry().replace("\"grade\":\"", "\"grade\":\"A"),
                        proof.proof(),
                        proof.checkpoint(),
                        proof.verifierKey(),
                        null),
                new Proof(
                        proof.format(),
                        proof.origin(),
                        proof.index() + 1,
                        proof.entry(),
                        proof.proof(),
                        proof.checkpoint(),
                        proof.verifierKey(),
                        null),
                new Proof(
                        proof.format(),
                        proof.origin(),
                        proof.index(),
                        proof.entry(),
                        proof.proof().subList(1, proof.proof().size()),
                        proof.checkpoint(),
                        proof.verifierKey(),
                        null),
                new Proof(
                        proof.format(),
                        proof.origin(),
                        proof.index(),
                        proof.entry(),
                        proof.proof(),
                        proof.checkpoint().replace("\n300\n", "\n301\n"),
                        proof.verifierKey(),
                        null))) {
            assertThat(ProofCheck.fault(altered, null)).isNotNull();
        }
        assertThat(console.get("/api/log/proof?index=99999").statusCode()).isEqualTo(404);
        assertThat(console.get("/api/log/proof").statusCode()).isEqualTo(400);
        assertThat(console.get("/api/public/proof/FG_LL_20261123_1").statusCode())
                .isEqualTo(404);
        assertThat(console.get("/api/public/proof/" + LogFixture.key(7).replace("/", "%2F"))
                        .statusCode())
                .as("a sample's proof is not for everybody")
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void whatGrewIsProvedToHaveGrown() throws Exception {
        console.post("/api/log/checkpoint", "");
        Checkpoint first = signed();
        store(SAMPLES, SAMPLES + 50);
        console.post("/api/log/checkpoint", "");
        Checkpoint second = signed();
        Consistency proof = Json.MAPPER.readValue(
                console.get("/api/log/consistency?first=" + first.size() + "&second=" + second.size())
                        .body(),
                Consistency.class);
        List<byte[]> hashes =
                proof.proof().stream().map(Base64.getDecoder()::decode).toList();
        assertThat(MerkleProof.isExtendedBy(first.root(), first.size(), second.root(), second.size(), hashes))
                .isTrue();
        assertThat(Arrays.equals(Base64.getDecoder().decode(proof.secondRoot()), second.root()))
                .isTrue();
        assertThat(console.get("/api/log/consistency?first=1&second=0").body())
                .contains("must not be larger than second");
        assertThat(console.get("/api/log/consistency?first=9999").statusCode()).isEqualTo(400);
    }

    @Test
    void healthAndMetricsSayHowFarItIs() {
        await().untilAsserted(() -> assertThat(console.metric("log_entries")).isEqualTo(SAMPLES));
        assertThat(console.metric("log_pending")).isZero();
        assertThat(console.metric("log_oldest_pending_seconds")).isZero();
        assertThat(console.metric("log_stuck")).isZero();
        await().until(() -> console.component("log").get("status").asString().equals("up"));
        // Known at the end of the round that found nothing more, and not as its last entry is written.
        await().until(() -> !console.json("/api/log").get("backfilling").asBoolean());
        assertThat(console.json("/api/log").get("size").asInt()).isEqualTo(SAMPLES);
        JsonNode page = console.json("/api/log/entries?limit=2");
        assertThat(page.get("items").get(0).get("index").asInt()).isEqualTo(SAMPLES - 1);
        assertThat(page.get("next_cursor").asString()).isEqualTo(Integer.toString(SAMPLES - 2));
    }

    @Test
    void hashesAreForEverybodyAndGradesAreNot() {
        assertThat(LogApi.TILES).extracting(Route::role).containsOnly(Role.PUBLIC);
        assertThat(LogApi.ENTRY_BUNDLES).extracting(Route::role).containsOnly(Role.VIEWER);
        assertThat(LogApi.CHECKPOINT.role()).isEqualTo(Role.PUBLIC);
        assertThat(LogApi.PUBLIC_PROOF.role())
                .as("ids can be counted up: their grades are for whom consumers' pages are")
                .isEqualTo(Role.CONSUMER);
    }

    @Test
    void anAlterationIsFoundByAVerificationOverTheApi() {
        console.jdbi().useHandle(h -> h.execute("UPDATE sensor_samples SET grade = 'A+' WHERE sample_id = 'S/3'"));
        assertThat(console.get("/api/log/verification").statusCode()).isEqualTo(404);
        assertThat(console.post("/api/log/verification", "{}").statusCode()).isEqualTo(201);
        await().until(() ->
                !console.json("/api/log/verification").get("state").asString().equals("running"));
        JsonNode result = console.json("/api/log/verification");
        assertThat(result.get("state").asString()).isEqualTo("altered");
        assertThat(result.get("findings").get(0).get("index").asInt()).isEqualTo(3);
        assertThat(result.get("words").asString())
                .startsWith("1 found that are not as they were written. The first: sample 2026-11-23T12:00:03Z");
    }
}

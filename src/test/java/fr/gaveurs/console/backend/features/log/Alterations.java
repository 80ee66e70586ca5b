package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import fr.gaveurs.console.backend.platform.tlog.TileAppender;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;

/** Ways in which somebody with the database's password may change what is stored, each at a place of chance. */
final class Alterations {
    static final int PRODUCTS = 30;

    private static final String[] PRODUCT_EDITS = {
        "best_before = best_before + 1",
        "grade = 'A+'",
        "weight_g = weight_g + 1e-9",
        "lot = 'LOT-R'",
        "certifications = array_append(certifications, 'AOP')",
        "created_by = 'x'"
    };

    private final Random random;
    private final int samples;

    /** @param samples of a {@link LogFixture}, from 0 on */
    Alterations(long seed, int samples) {
        this.random = new Random(seed);
        this.samples = samples;
    }

    /**
     * What was done.
     *
     * @param what for a failing test
     * @param named what one of the findings has to say
     * @param columns which it has to name, too
     */
    record Done(String what, String named, String... columns) {
        boolean isNamedBy(Finding finding) {
            return finding.detail().contains(named)
                    && Arrays.stream(columns)
                            .allMatch(column -> finding.detail().matches(".*\\b" + column + "\\b.*")
                                    && finding.changes().stream()
                                            .anyMatch(change -> change.field().equals(column)));
        }
    }

    /** Does one; the transaction is to be rolled back afterwards. */
    Done alter(Connection connection) throws SQLException {
        LogFixture.begin(connection);
        int n = random.nextInt(samples);
        String id = "S/" + n;
        return switch (random.nextInt(19)) {
            case 0 -> edit(connection, id, "grade = CASE grade WHEN 'A' THEN 'B' ELSE 'A' END");
            case 1 -> edit(connection, id, "final_score = final_score + 1e-15 + final_score * 1e-15");
            case 2 -> edit(connection, id, "lot = lot || ' '");
            case 3 -> {
                int at = random.nextInt(256);
                yield edit(
                        connection,
                        id,
                        "distance = set_byte(distance, " + at + ", (get_byte(distance, " + at + ") + 1) % 256)");
            }
            case 4 -> edit(connection, id, "spectrum[" + (1 + random.nextInt(10)) + "] = -1");
            case 5 -> edit(connection, id, "claimed_grade = '', temperature_c = 0");
            case 6 -> swap(connection, n);
            case 7 -> {
                LogFixture.hand(connection, "DELETE FROM sensor_samples WHERE sample_id = ?", id);
                yield new Done("delete " + id, id + " is gone");
            }
            case 8 -> {
                LogFixture.insertSamples(connection, samples + n, samples + n + 1);
                yield new Done("insert", "S/" + (samples + n) + " has no entry");
            }
            case 9 -> act(connection);
            case 10 -> {
                long act = (Long) LogFixture.one(connection, "SELECT max(id) FROM audit_log");
                LogFixture.hand(connection, "DELETE FROM audit_log WHERE id = ?", act);
                yield new Done("delete act", "act " + act + " is gone");
            }
            case 11 -> entry(connection, n);
            case 12 -> {
                LogFixture.hand(connection, "DELETE FROM log_entries WHERE idx = ?", n);
                yield new Done("delete entry " + n, "entry " + n + " is gone");
            }
            case 13 -> tile(connection, n);
            case 14 -> rebuild(connection, n);
            case 15 -> {
                String product = LogFixture.product(random.nextInt(PRODUCTS));
                String what = PRODUCT_EDITS[random.nextInt(PRODUCT_EDITS.length)];
                LogFixture.hand(connection, "UPDATE consumer_products SET " + what + " WHERE product_id = ?", product);
                yield new Done(product + ": " + what, product + " differs from entry", what.replaceAll(" .*", ""));
            }
            case 16 -> {
                String product = LogFixture.product(random.nextInt(PRODUCTS));
                LogFixture.hand(connection, "DELETE FROM consumer_products WHERE product_id = ?", product);
                yield new Done("delete " + product, product + " is gone");
            }
            case 17 -> {
                if (random.nextBoolean()) {
                    LogFixture.hand(connection, "UPDATE product_recalls SET reason = 'erreur', products = 1");
                    yield new Done("edit recall", "recall 1 differs from entry");
                }
                LogFixture.hand(connection, "DELETE FROM product_recalls");
                yield new Done("delete recall", "recall 1 is gone");
            }
            default -> swapEntries(connection, n);
        };
    }

    private static Done edit(Connection connection, String id, String what) throws SQLException {
        LogFixture.hand(connection, "UPDATE sensor_samples SET " + what + " WHERE sample_id = ?", id);
        String[] columns = Arrays.stream(what.split(", (?=[a-z_]+ =)"))
                .map(set -> set.replaceAll("[\\[ ].*", ""))
                .toArray(String[]::new);
        return new Done(id + ": " + what, id + " differs from entry", columns);
    }

    private Done swap(Connection connection, int n) throws SQLException {
        int other = (n + 1 + random.nextInt(samples - 1)) % samples;
        LogFixture.hand(
                connection,
                "UPDATE sensor_samples s SET grade = o.grade, final_score = o.final_score, weight_g = o.weight_g,"
                        + " distance = o.distance, spectrum = o.spectrum, seq = o.seq, lot = o.lot FROM sensor_samples o"
                        + " WHERE (s.sample_id = ? AND o.sample_id = ?) OR (s.sample_id = ? AND o.sample_id = ?)",
                "S/" + n,
                "S/" + other,
                "S/" + other,
                "S/" + n);
        return new Done("swap S/" + n + " and S/" + other, "S/" + Math.min(n, other) + " differs from entry");
    }

    private Done act(Connection connection) throws SQLException {
        long act = (Long) LogFixture.one(connection, "SELECT min(id) FROM audit_log");
        String column = new String[] {"actor_name", "reason", "address", "object_id"}[random.nextInt(4)];
        LogFixture.hand(connection, "UPDATE audit_log SET " + column + " = 'x' WHERE id = ?", act);
        return new Done(column + " of act", "act " + act + " differs from entry", column);
    }

    private Done entry(Connection connection, int n) throws SQLException {
        if (random.nextBoolean()) {
            LogFixture.hand(connection, "UPDATE log_entries SET entry = replace(entry, 'LOT', 'lot') WHERE idx = ?", n);
        } else {
            LogFixture.hand(
                    connection,
                    "UPDATE log_entries SET leaf_hash = set_byte(leaf_hash, ?, (get_byte(leaf_hash, 0) + 1) % 256)"
                            + " WHERE idx = ?",
                    0,
                    n);
        }
        return new Done("text or hash of entry " + n, "of entry " + n + " (");
    }

    private Done tile(Connection connection, int n) throws SQLException {
        boolean above = random.nextInt(4) == 0;
        LogFixture.hand(
                connection,
                "UPDATE log_tiles SET hashes = set_byte(hashes, ?, (get_byte(hashes, ?) + 1) % 256) WHERE level = ? AND idx"
                        + " = ?",
                above ? 5 : n % 256 * 32,
                above ? 5 : n % 256 * 32,
                above ? 1 : 0,
                above ? 0 : n / 256);
        return new Done("tile", above ? "tile 0 of level 1" : "entry " + n + " (");
    }

    /** A row, its entry, and the whole tree anew: nothing within the database contradicts, but what was signed. */
    private Done rebuild(Connection connection, int n) throws SQLException {
        LogFixture.hand(connection, "UPDATE sensor_samples SET grade = 'Z' WHERE sample_id = ?", "S/" + n);
        String text = ((String) LogFixture.one(connection, "SELECT entry FROM log_entries WHERE idx = ?", n));
        String row = (String) LogFixture.one(
                connection,
                "SELECT encode(sha256(record_send(ROW("
                        + String.join(
                                ", ",
                                LogFixture.SAMPLES.covered().stream()
                                        .map(c -> "t." + c)
                                        .toList())
                        + "))), 'base64') FROM sensor_samples t WHERE sample_id = ?",
                "S/" + n);
        String altered = text.replaceFirst("\"grade\":\"[^\"]+\"", "\"grade\":\"Z\"")
                .replaceFirst("\"row\":\"[^\"]+\"", "\"row\":\"" + row + "\"");
        LogFixture.hand(
                connection,
                "UPDATE log_entries SET entry = ?, leaf_hash = ? WHERE idx = ?",
                altered,
                MerkleHash.leaf(altered),
                n);
        grow(connection);
        return new Done("rebuild from entry " + n, "is not the one that was signed");
    }

    static void grow(Connection connection) throws SQLException {
        TileAppender tree = new TileAppender(0, (level, index, width) -> new byte[0]);
        try (PreparedStatement select = connection.prepareStatement("SELECT leaf_hash FROM log_entries ORDER BY idx");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                tree.append(row.getBytes(1));
            }
        }
        for (var tile : tree.changed().entrySet()) {
            LogFixture.hand(
                    connection,
                    "UPDATE log_tiles SET hashes = ? WHERE level = ? AND idx = ?",
                    tile.getValue(),
                    tile.getKey().level(),
                    tile.getKey().index());
        }
    }

    private Done swapEntries(Connection connection, int n) throws SQLException {
        int other = (n + 1 + random.nextInt(samples - 1)) % samples;
        LogFixture.hand(connection, "UPDATE log_entries SET idx = ? WHERE idx = ?", 1_000_000, n);
        LogFixture.hand(connection, "UPDATE log_entries SET idx = ? WHERE idx = ?", n, other);
        LogFixture.hand(connection, "UPDATE log_entries SET idx = ? WHERE idx = ?", other, 1_000_000);
        return new Done("swap entries " + n + " and " + other, "entry " + Math.min(n, other) + " (");
    }
}

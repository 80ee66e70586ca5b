package fr.gaveurs.console.backend.features.models.grading;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.models.Gradings.GradingInput;
import fr.gaveurs.console.api.models.Gradings.ProductGrading;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table {@code model_grading}. */
public final class GradingStore {
    private static final String SELECT = "SELECT p.id, p.name, coalesce(g.by_model, false) AS by_model,"
            + " coalesce(g.device_ids, '{}') AS device_ids, g.changed_at, g.changed_by, g.reason,"
            + " ARRAY(SELECT id FROM unnest(g.device_ids) AS id WHERE NOT EXISTS (SELECT FROM devices d"
            + " WHERE d.device_id = id) ORDER BY id) AS unknown"
            + " FROM product_profiles p LEFT JOIN model_grading g ON g.profile_id = p.id";

    private final Database database;
    private final Supplier<@Nullable String> trouble;

    /** @param trouble why no sample can be graded with a model now; null for nothing */
    public GradingStore(Database database, Supplier<@Nullable String> trouble) {
        this.database = database;
        this.trouble = trouble;
    }

    /** Of all products, by their names. */
    public List<ProductGrading> list() {
        return database.jdbi().withHandle(handle -> handle.createQuery(SELECT + " ORDER BY lower(p.name), p.id")
                .map((row, context) -> grading(row))
                .list());
    }

    /** By the stations whose samples are graded with a model the product's name. */
    Map<String, String> stations() throws SQLException {
        return database.read(connection -> {
            Map<String, String> stations = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT unnest(g.device_ids), p.name"
                            + " FROM model_grading g JOIN product_profiles p ON p.id = g.profile_id WHERE g.by_model");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stations.put(row.getString(1), row.getString(2));
                }
            }
            return stations;
        });
    }

    /**
     * Says how samples of a product are graded from now on.
     *
     * @throws ProblemException 404 for a product that is not known, 400 without a station or without a
     *     reason, 409 for a station that is another product's
     */
    public ProductGrading set(long profileId, GradingInput wanted, Act act) {
        if (act.reason() == null) {
            throw ProblemException.validation(
                    "how a product is graded is not changed without a reason",
                    List.of(new FieldError("reason", "must say why, by Gaveurs-Reason")));
        }
        return database.changes().inTransaction(handle -> {
            handle.execute("LOCK TABLE model_grading IN SHARE ROW EXCLUSIVE MODE");
            ProductGrading before = need(handle, profileId);
            List<String> stations = Objects.requireNonNullElse(wanted.deviceIds(), before.deviceIds()).stream()
                    .distinct()
                    .sorted()
                    .toList();
            if (wanted.byModel() && stations.isEmpty()) {
                throw ProblemException.validation(
                        "it is not known whose samples are meant",
                        List.of(new FieldError("device_ids", "must name at least one station")));
            }
            if (wanted.byModel()) {
                refuseOthers(handle, profileId, stations);
            }
            handle.createUpdate("INSERT INTO model_grading (profile_id, by_model, device_ids, changed_by, reason)"
                            + " VALUES (:id, :model, :stations, :by, :reason) ON CONFLICT (profile_id) DO UPDATE SET"
                            + " by_model = excluded.by_model, device_ids = excluded.device_ids, changed_at = now(),"
                            + " changed_by = excluded.changed_by, reason = excluded.reason")
                    .bind("id", profileId)
                    .bind("model", wanted.byModel())
                    .bindArray("stations", String.class, stations)
                    .bind("by", act.actor().called())
                    .bind("reason", act.reason())
                    .execute();
            ProductGrading after = need(handle, profileId);
            AuditLog.write(
                    handle,
                    act,
                    AuditObject.of("product_profile", Long.toString(profileId)),
                    values(before),
                    values(after));
            return after;
        });
    }

    private void refuseOthers(Handle handle, long profileId, List<String> stations) {
        Query query = handle.createQuery(SELECT + " WHERE g.by_model AND g.profile_id <> :id"
                        + " AND g.device_ids && CAST(:stations AS text[]) ORDER BY p.name")
                .bind("id", profileId)
                .bindArray("stations", String.class, stations);
        List<ProductGrading> others = query.map((row, context) -> grading(row)).list();
        if (!others.isEmpty()) {
            throw ProblemException.conflict("of these stations some are graded as another product's already: "
                    + others.stream()
                            .map(each -> each.profileName() + " ("
                                    + each.deviceIds().stream()
                                            .filter(stations::contains)
                                            .collect(Collectors.joining(", "))
                                    + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    private ProductGrading need(Handle handle, long profileId) {
        return handle.createQuery(SELECT + " WHERE p.id = :id")
                .bind("id", profileId)
                .map((row, context) -> grading(row))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound(
                        "there is no product profile " + profileId + "; GET /api/reports/profiles lists them"));
    }

    private static Map<String, @Nullable Object> values(ProductGrading grading) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", grading.profileName());
        values.put("by_model", grading.byModel());
        values.put("device_ids", grading.deviceIds());
        return values;
    }

    private ProductGrading grading(ResultSet row) throws SQLException {
        OffsetDateTime changed = row.getObject("changed_at", OffsetDateTime.class);
        return new ProductGrading(
                row.getLong("id"),
                row.getString("name"),
                row.getBoolean("by_model"),
                List.of((String[]) row.getArray("device_ids").getArray()),
                changed == null ? null : changed.toInstant(),
                row.getString("changed_by"),
                row.getString("reason"),
                List.of((String[]) row.getArray("unknown").getArray()),
                row.getBoolean("by_model") ? trouble.get() : null);
    }
}

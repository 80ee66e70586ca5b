package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.reports.ReportTemplates.ProfileInput;
import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.ProductProfile;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.Names;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code product_profiles}. */
final class ProfileStore {
    /** Products that may have limits. */
    static final int MOST = 500;

    private static final String REFUSED = "the product cannot be kept";

    private final Database database;

    ProfileStore(Database database) {
        this.database = database;
    }

    List<ProductProfile> list() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM product_profiles ORDER BY lower(name), id")
                        .map((row, context) -> profile(row))
                        .list());
    }

    static ProductProfile need(Handle handle, long id) {
        return find(handle, id).orElseThrow(() -> ProblemException.notFound("there is no product profile " + id));
    }

    static Optional<ProductProfile> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM product_profiles WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> profile(row))
                .findFirst();
    }

    private static ProductProfile profile(ResultSet row) throws SQLException {
        return new ProductProfile(
                row.getLong("id"),
                row.getString("name"),
                figure(row, "weight_lower_g"),
                figure(row, "weight_upper_g"),
                figure(row, "volume_lower_mm3"),
                figure(row, "volume_upper_mm3"));
    }

    private static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }

    /** @param id null: another one */
    ProductProfile save(@Nullable Long id, ProfileInput wanted, Act act) {
        String name = Names.given(wanted.name(), REFUSED);
        checkLimit("weight_lower_g", wanted.weightLowerG(), CapabilityFigure.WEIGHT);
        checkLimit("weight_upper_g", wanted.weightUpperG(), CapabilityFigure.WEIGHT);
        checkLimit("volume_lower_mm3", wanted.volumeLowerMm3(), CapabilityFigure.VOLUME);
        checkLimit("volume_upper_mm3", wanted.volumeUpperMm3(), CapabilityFigure.VOLUME);
        check(
                wanted.weightLowerG() == null
                        && wanted.weightUpperG() == null
                        && wanted.volumeLowerMm3() == null
                        && wanted.volumeUpperMm3() == null,
                "weight_lower_g",
                "must be given, or another limit: without any there is nothing to compare with");
        check(
                isWrong(wanted.weightLowerG(), wanted.weightUpperG()),
                "weight_lower_g",
                "must be less than weight_upper_g");
        check(
                isWrong(wanted.volumeLowerMm3(), wanted.volumeUpperMm3()),
                "volume_lower_mm3",
                "must be less than volume_upper_mm3");
        return database.changes().inTransaction(handle -> {
            handle.execute("LOCK TABLE product_profiles IN SHARE ROW EXCLUSIVE MODE");
            List<ProductProfile> there = handle.createQuery("SELECT * FROM product_profiles")
                    .map((row, context) -> profile(row))
                    .list();
            ProductProfile before = id == null ? null : need(handle, id);
            if (before == null || !name.equals(before.name())) {
                Names.checkFree(
                        name,
                        there.stream()
                                .filter(each -> id == null || each.id() != id)
                                .map(ProductProfile::name)
                                .toList(),
                        "product");
            }
            if (before == null && there.size() >= MOST) {
                throw ProblemException.conflict("there are " + MOST + " products already: delete one first");
            }
            ProductProfile after = handle.createQuery(
                            before == null
                                    ? "INSERT INTO product_profiles (name, weight_lower_g, weight_upper_g,"
                                            + " volume_lower_mm3, volume_upper_mm3, changed_by) VALUES (:name, :wl, :wu,"
                                            + " :vl, :vu, :by) RETURNING *"
                                    : "UPDATE product_profiles SET name = :name, weight_lower_g = :wl,"
                                            + " weight_upper_g = :wu, volume_lower_mm3 = :vl, volume_upper_mm3 = :vu,"
                                            + " changed_by = :by, changed_at = now() WHERE id = " + before.id()
                                            + " RETURNING *")
                    .bind("name", name)
                    .bind("wl", wanted.weightLowerG())
                    .bind("wu", wanted.weightUpperG())
                    .bind("vl", wanted.volumeLowerMm3())
                    .bind("vu", wanted.volumeUpperMm3())
                    .bind("by", act.actor().name())
                    .map((row, context) -> profile(row))
                    .one();
            AuditLog.write(handle, act, object(after.id()), before, after);
            return after;
        });
    }

    private static boolean isWrong(@Nullable Double lower, @Nullable Double upper) {
        return lower != null && upper != null && lower >= upper;
    }

    private static void checkLimit(String field, @Nullable Double limit, CapabilityFigure figure) {
        String wrong = ReportPeriods.troubleOf(limit, figure);
        if (wrong != null) {
            throw wrong(field, wrong);
        }
    }

    private static void check(boolean wrong, String field, String message) {
        if (wrong) {
            throw wrong(field, message);
        }
    }

    private static ProblemException wrong(String field, String message) {
        return ProblemException.validation(REFUSED, List.of(new FieldError(field, message)));
    }

    void delete(long id, Act act) {
        database.changes().useTransaction(handle -> {
            ProductProfile before = need(handle, id);
            boolean byModel = handle.createQuery(
                            "SELECT EXISTS (SELECT FROM model_grading WHERE profile_id = :id AND by_model)")
                    .bind("id", id)
                    .mapTo(Boolean.class)
                    .one();
            if (byModel) {
                throw ProblemException.conflict("samples of " + before.name() + " are graded with a model: an"
                        + " administrator has to end that first (PUT /api/ai/grading/" + id + ")");
            }
            handle.createUpdate("DELETE FROM product_profiles WHERE id = :id")
                    .bind("id", id)
                    .execute();
            AuditLog.write(handle, act, object(id), before, null);
        });
    }

    private static AuditObject object(long id) {
        return AuditObject.of("product_profile", Long.toString(id));
    }
}

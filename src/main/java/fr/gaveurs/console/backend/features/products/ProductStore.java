package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.products.Products.Details;
import fr.gaveurs.console.api.products.Products.MadeProducts;
import fr.gaveurs.console.api.products.Products.NewProducts;
import fr.gaveurs.console.backend.features.quality.LotSamples;
import fr.gaveurs.console.backend.features.quality.LotSamples.Figures;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Makes products of samples: one of each, however often that is asked for. */
final class ProductStore {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
    private static final int PIECE = 500;
    /** Samples of a lot that are looked at in one act. */
    private static final int MOST_SAMPLES = 4 * Products.MAX_OF_LOT;

    private static final String INSERT =
            "INSERT INTO consumer_products (product_id, site_code, lot, device_id, sample_id,"
                    + " sample_time, grade, final_score, tof_score, spectral_score, weight_g, volume_mm3, freshness, fat_quality,"
                    + " oxidation, color_uniformity, produced_on, controlled_on, packaged_on, best_before, certifications,"
                    + " created_by) VALUES (:id, :site, :lot, :device, :sample, :time, :grade, :finalScore, :tofScore,"
                    + " :spectralScore, :weight, :volume, :freshness, :fatQuality, :oxidation, :colorUniformity, :producedOn,"
                    + " :controlledOn, :packagedOn, :bestBefore, :certifications, :by)";

    private final Jdbi jdbi;
    private final LotSamples samples;
    private final ProductPlan plan;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param jdbi on connections of what is changed
     * @param zone of the sites' days
     */
    ProductStore(Jdbi jdbi, LotSamples samples, ProductPlan plan, Clock clock, ZoneId zone) {
        this.jdbi = jdbi;
        this.samples = samples;
        this.plan = plan;
        this.clock = clock;
        this.zone = zone;
    }

    /** A product that was made, or found because its sample was one already. */
    record Made(String productId, boolean isNew) {}

    /** Dates and certifications of products whose samples were measured on one day. */
    private record Facts(
            LocalDate producedOn,
            LocalDate controlledOn,
            LocalDate packagedOn,
            LocalDate bestBefore,
            List<String> certifications) {}

    /**
     * Makes a product of a sample.
     *
     * @throws ProblemException 404 for a sample that is not stored, 409 for one that may not be sold, 400 for dates in a
     *     wrong order and certifications that the settings do not name
     */
    Made make(Products.NewProduct wanted, Act act) {
        Figures sample = samples.find(wanted.deviceId(), wanted.sampleId(), wanted.timestamp())
                .orElseThrow(() -> ProblemException.notFound(
                        "product-sample-unknown",
                        "no sample " + wanted.sampleId() + " of " + wanted.deviceId()
                                + " is stored here; samples are kept for a limited time"));
        if (!sample.compliant()) {
            throw ProblemException.conflict(
                    "product-not-compliant",
                    "sample " + sample.sampleId() + " is graded "
                            + sample.grade().letter() + ": only a compliant one becomes a product");
        }
        Facts facts = facts(wanted, controlledOn(sample));
        return jdbi.inTransaction(handle -> {
            ProductRecalls.lockLot(handle, sample.lot());
            int last = lockDay(handle, sample.siteCode(), facts.controlledOn());
            String known = existing(handle, sample);
            if (known != null) {
                return new Made(known, false);
            }
            ProductRecalls.refuseRecalled(handle, sample.lot());
            String id = id(sample.siteCode(), facts.controlledOn(), last + 1);
            PreparedBatch batch = handle.prepareBatch(INSERT);
            bind(batch, id, sample, facts, act);
            batch.execute();
            count(handle, sample.siteCode(), facts.controlledOn(), last + 1);
            ProductLog.add(handle, ProductLog.PRODUCT, List.of(ProductLog.PRODUCT.key(id)));
            AuditLog.write(handle, act, AuditObject.of("product", id), null, values(sample, facts));
            return new Made(id, true);
        });
    }

    /**
     * Makes products of all samples of a lot that may be sold.
     *
     * @throws ProblemException as {@link #make}; 404 for a lot of which no sample is stored
     */
    MadeProducts makeAll(NewProducts wanted, Act act) {
        List<Figures> sold = new ArrayList<>();
        int refused = 0;
        Figures last = null;
        List<Figures> piece;
        do {
            piece = samples.ofLot(wanted.lot(), wanted.siteCode(), last, PIECE);
            for (Figures sample : piece) {
                last = sample;
                if (sample.compliant()) {
                    sold.add(sample);
                } else {
                    refused++;
                }
            }
        } while (piece.size() == PIECE && sold.size() < MOST_SAMPLES);
        if (last == null) {
            throw ProblemException.notFound(
                    ProductRecalls.LOT_UNKNOWN,
                    "no sample of lot " + wanted.lot() + " is stored here; samples are kept for a limited time");
        }
        Map<LocalDate, Facts> days = new TreeMap<>();
        for (Figures sample : sold) {
            days.computeIfAbsent(controlledOn(sample), day -> facts(wanted, day));
        }
        int skipped = refused;
        boolean left = piece.size() == PIECE;
        return jdbi.inTransaction(handle -> {
            ProductRecalls.lockLot(handle, wanted.lot());
            ProductRecalls.refuseRecalled(handle, wanted.lot());
            List<String> made = new ArrayList<>();
            // In one order everywhere, so that two that make products of the same days never wait for each other in
            // turn.
            Map<String, Map<LocalDate, List<Figures>>> bySite = new TreeMap<>();
            for (Figures sample : sold) {
                bySite.computeIfAbsent(sample.siteCode(), site -> new TreeMap<>())
                        .computeIfAbsent(controlledOn(sample), day -> new ArrayList<>())
                        .add(sample);
            }
            bySite.forEach((site, byDay) -> byDay.forEach((day, ofDay) -> made.addAll(
                    makeOfDay(handle, site, facts(wanted, day), ofDay, Products.MAX_OF_LOT - made.size(), act))));
            boolean cut = made.size() == Products.MAX_OF_LOT && sold.size() > made.size();
            MadeProducts result = new MadeProducts(
                    wanted.lot(), made.size(), cut ? 0 : sold.size() - made.size(), skipped, left || cut);
            ProductLog.add(handle, ProductLog.PRODUCT, made);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("products", made.size());
            values.put("first", made.isEmpty() ? null : made.getFirst());
            values.put("last", made.isEmpty() ? null : made.getLast());
            values.put("certifications", checked(wanted.certifications()));
            AuditLog.write(handle, act, AuditObject.of("lot", wanted.lot()), null, values);
            return result;
        });
    }

    private List<String> makeOfDay(Handle handle, String site, Facts facts, List<Figures> sold, int most, Act act) {
        int last = lockDay(handle, site, facts.controlledOn());
        List<String> made = new ArrayList<>();
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (Figures sample : sold) {
            if (made.size() < most && existing(handle, sample) == null) {
                String id = id(site, facts.controlledOn(), last + made.size() + 1);
                bind(batch, id, sample, facts, act);
                made.add(id);
            }
        }
        if (!made.isEmpty()) {
            batch.execute();
            count(handle, site, facts.controlledOn(), last + made.size());
        }
        return made;
    }

    private LocalDate controlledOn(Figures sample) {
        return LocalDate.ofInstant(sample.time(), zone);
    }

    /** Until the transaction's end nobody else gives a number of this day. */
    private static int lockDay(Handle handle, String site, LocalDate day) {
        handle.createUpdate("INSERT INTO product_sequences (site_code, day, last) VALUES (:site, :day, 0)"
                        + " ON CONFLICT DO NOTHING")
                .bind("site", site)
                .bind("day", day)
                .execute();
        return handle.createQuery(
                        "SELECT last FROM product_sequences WHERE site_code = :site AND day = :day FOR UPDATE")
                .bind("site", site)
                .bind("day", day)
                .mapTo(Integer.class)
                .one();
    }

    private static void count(Handle handle, String site, LocalDate day, int last) {
        handle.createUpdate("UPDATE product_sequences SET last = :last WHERE site_code = :site AND day = :day")
                .bind("last", last)
                .bind("site", site)
                .bind("day", day)
                .execute();
    }

    private static @Nullable String existing(Handle handle, Figures sample) {
        return handle.createQuery("SELECT product_id FROM consumer_products WHERE device_id = :device"
                        + " AND sample_id = :sample AND sample_time = :time")
                .bind("device", sample.deviceId())
                .bind("sample", sample.sampleId())
                .bind("time", ProductRows.at(sample.time()))
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    private static String id(String site, LocalDate day, int number) {
        return String.format(Locale.ROOT, "FG_%s_%s_%04d", site, DAY.format(day), number);
    }

    private static void bind(PreparedBatch batch, String id, Figures sample, Facts facts, Act act) {
        batch.bind("id", id)
                .bind("site", sample.siteCode())
                .bind("lot", sample.lot())
                .bind("device", sample.deviceId())
                .bind("sample", sample.sampleId())
                .bind("time", ProductRows.at(sample.time()))
                .bind("grade", sample.grade().letter())
                .bind("finalScore", sample.finalScore())
                .bind("tofScore", sample.tofScore())
                .bind("spectralScore", sample.spectralScore())
                .bind("weight", sample.weightG())
                .bind("volume", sample.volumeMm3())
                .bind("freshness", sample.freshness())
                .bind("fatQuality", sample.fatQuality())
                .bind("oxidation", sample.oxidation())
                .bind("colorUniformity", sample.colorUniformity())
                .bind("producedOn", facts.producedOn())
                .bind("controlledOn", facts.controlledOn())
                .bind("packagedOn", facts.packagedOn())
                .bind("bestBefore", facts.bestBefore())
                .bindArray("certifications", String.class, facts.certifications())
                .bind("by", act.actor().name())
                .add();
    }

    private static Map<String, Object> values(Figures sample, Facts facts) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("device_id", sample.deviceId());
        values.put("sample_id", sample.sampleId());
        values.put("lot", sample.lot());
        values.put("grade", sample.grade().letter());
        values.put("produced_on", facts.producedOn().toString());
        values.put("packaged_on", facts.packagedOn().toString());
        values.put("best_before", facts.bestBefore().toString());
        values.put("certifications", facts.certifications());
        return values;
    }

    /** What was left out follows; what was said is checked. */
    private Facts facts(Details wanted, LocalDate controlledOn) {
        LocalDate produced = wanted.producedOn() == null ? controlledOn : wanted.producedOn();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate packaged =
                wanted.packagedOn() != null ? wanted.packagedOn() : today.isBefore(controlledOn) ? controlledOn : today;
        LocalDate best = wanted.bestBefore() == null ? packaged.plusDays(plan.bestBeforeDays()) : wanted.bestBefore();
        List<FieldError> errors = new ArrayList<>();
        if (produced.isAfter(controlledOn)) {
            errors.add(new FieldError("produced_on", "must not be after the day of control, " + controlledOn));
        }
        if (packaged.isBefore(controlledOn)) {
            errors.add(new FieldError("packaged_on", "must not be before the day of control, " + controlledOn));
        }
        if (best.isBefore(packaged)) {
            errors.add(new FieldError("best_before", "must not be before packaging, " + packaged));
        } else if (best.isAfter(packaged.plusYears(10))) {
            errors.add(new FieldError("best_before", "must not be more than ten years after packaging"));
        }
        if (produced.isBefore(controlledOn.minusDays(60))) {
            errors.add(new FieldError("produced_on", "must not be more than 60 days before the day of control"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.validation("product-dates", "the dates do not fit", errors);
        }
        return new Facts(produced, controlledOn, packaged, best, checked(wanted.certifications()));
    }

    /** Certifications are chosen, not invented. */
    private List<String> checked(@Nullable List<String> wanted) {
        List<String> chosen = wanted == null ? List.of() : List.copyOf(new LinkedHashSet<>(wanted));
        for (String name : chosen) {
            if (!plan.certifications().contains(name)) {
                throw ProblemException.validation(
                        "a certification is not known",
                        List.of(new FieldError(
                                "certifications",
                                plan.certifications().isEmpty()
                                        ? "the setting product.certifications names none: name there what you hold,"
                                                + " with a semicolon between two"
                                        : plan.certifications().stream()
                                                .map(known -> '"' + known + '"')
                                                .collect(Collectors.joining(", ", "each must be one of ", "")))));
            }
        }
        return chosen;
    }
}

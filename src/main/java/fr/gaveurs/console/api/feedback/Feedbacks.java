package fr.gaveurs.console.api.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.quality.Grade;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What consumers see of a product and say of it. */
public final class Feedbacks {
    /** Ratings from which averages are told. */
    public static final int PUBLIC_FROM = 5;

    /** Characters of a comment, as people count them. */
    public static final int MAX_COMMENT = 1_000;

    /** Cases from which a correlation is told. */
    public static final int ENOUGH_CASES = 30;

    /** Products of which a scatter shows each. */
    public static final int MAX_CASES = 5_000;

    private Feedbacks() {}

    /** Where it was eaten. */
    public enum Context implements Keyed {
        HOME,
        RESTAURANT,
        SPECIAL_EVENT,
        GIFT
    }

    /** What became of a rating. */
    public enum State implements Keyed {
        /** It counts. */
        PUBLISHED,
        /** Somebody has to look at it first; it does not count until then. */
        HELD,
        /** Somebody looked at it, and it does not count. */
        REJECTED
    }

    /** Why a rating was held. */
    public enum HeldFor implements Keyed {
        /** A word that nobody should have to read. */
        PROFANITY,
        /** Two links or more. */
        LINKS
    }

    /**
     * A rating. All but {@code qr} and {@code overall} may be left out.
     *
     * @param qr the text of the product's code, or its last part
     * @param productId the product that it is meant for, so that a code of another one is found out
     * @param overall 1–5; texture, flavor, color, aroma and freshness too
     * @param comment at most 1000 characters, kept as it is given but for control characters
     * @param email for an answer; nobody is shown it but those who answer
     */
    public record NewFeedback(
            @NotNull(message = "is needed") @Size(max = 400) String qr,
            @Nullable @Size(max = 100) String productId,
            @NotNull(message = "is needed") @Min(1) @Max(5) Integer overall,
            @Nullable @Min(1) @Max(5) Integer texture,
            @Nullable @Min(1) @Max(5) Integer flavor,
            @Nullable @Min(1) @Max(5) Integer color,
            @Nullable @Min(1) @Max(5) Integer aroma,
            @Nullable @Min(1) @Max(5) Integer freshness,

            @Nullable
            @Pattern(
                    regexp = "(?s).{0," + MAX_COMMENT + "}",
                    message = "must have at most " + MAX_COMMENT + " characters")
            String comment,

            @Nullable Context context,

            @Nullable
            @Size(max = 254)
            @Email(regexp = "|.+@.+\\..{2,}", message = "must be an e-mail address such as nom@example.fr")
            String email) {}

    /** What became of a rating that was sent. */
    public record FeedbackReceipt(String productId, State status) {}

    /**
     * A rating as operators see it.
     *
     * @param email null where none was given, and for those who may only read
     * @param heldFor why it was held, whatever became of it
     * @param reply what was answered, or is to be known about it
     * @param version of this rating; a change names the one that it saw
     */
    public record Feedback(
            long id,
            String productId,
            String siteCode,
            @Nullable String lot,
            Instant createdAt,
            int overall,
            @Nullable Integer texture,
            @Nullable Integer flavor,
            @Nullable Integer color,
            @Nullable Integer aroma,
            @Nullable Integer freshness,
            @Nullable String comment,
            @Nullable Context context,
            @Nullable String email,
            State status,
            List<HeldFor> heldFor,
            @Nullable String reply,
            @Nullable String repliedBy,
            @Nullable Instant repliedAt,
            int version) {}

    /** Filters of a list of ratings, newest first. */
    public record FeedbackQuery(
            @Nullable @Size(max = 100) String productId,
            @Nullable @Size(max = Products.MAX_LOT) String lot,

            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters")
            String siteCode,

            @Nullable State status,
            @Nullable @Min(1) @Max(5) Integer atMost,
            @Nullable Boolean commented,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable @Size(max = 40) String cursor,
            @Nullable @Min(1) @Max(500) Integer limit) {}

    /**
     * Changes a rating; what is left out stays.
     *
     * @param status published or rejected
     * @param reply a note of what was answered; empty text takes it away
     * @param version the one that this change is based on
     */
    public record FeedbackPatch(
            @Nullable State status,
            @Nullable @Size(max = 2_000) String reply,

            @NotNull(message = "is needed") Integer version) {}

    /** How wide the steps of a trend are, in days of the sites' zone. */
    public enum Interval implements Keyed {
        DAY,
        WEEK,
        MONTH
    }

    /** Of which time, and in which steps; left out: of all, by month. */
    public record FeedbackStatsQuery(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Interval interval) {}

    /** Averages of what was rated besides; each null below {@value #PUBLIC_FROM} ratings of it. */
    public record Aspects(
            @Nullable Double texture,
            @Nullable Double flavor,
            @Nullable Double color,
            @Nullable Double aroma,
            @Nullable Double freshness) {}

    /**
     * A step of a trend.
     *
     * @param from its first day
     * @param average null below {@value #PUBLIC_FROM} ratings
     */
    public record TrendStep(
            LocalDate from, long ratings, @Nullable Double average) {}

    /**
     * Figures of published ratings.
     *
     * @param subject the product, lot or site
     * @param publicFrom ratings from which the figures below are told; null until then
     * @param distribution how many gave 1 to 5
     * @param nps share that gave 5 less share that gave 1 to 3, in percent
     * @param trend at most the last 60 steps, oldest first
     */
    public record FeedbackStats(
            String subject,
            long ratings,
            int publicFrom,
            @Nullable Double average,
            @Nullable Aspects aspects,
            @Nullable Map<String, Long> distribution,
            @Nullable Integer nps,
            List<TrendStep> trend) {}

    /**
     * Which products, by what was said of them when.
     *
     * @param interval how wide the steps of the trend are; left out: a month
     */
    public record SatisfactionQuery(
            @Nullable @Size(max = 60) String productId,
            @Nullable @Size(max = Products.MAX_LOT) String lot,

            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "must be two capital letters")
            String siteCode,

            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Interval interval) {}

    /** A measured figure that ratings are held against. */
    public enum Figure implements Keyed {
        FINAL_SCORE,
        TOF_SCORE,
        SPECTRAL_SCORE,
        WEIGHT_G,
        VOLUME_MM3,
        FRESHNESS,
        FAT_QUALITY,
        OXIDATION,
        COLOR_UNIFORMITY
    }

    /**
     * How a measured figure goes with ratings, by ranks (Spearman): a case is a product with its mean rating.
     *
     * @param correlation −1 to 1; null below {@value #ENOUGH_CASES} cases, or where one of the two never differs
     * @param low of the 95 % interval; {@code high} too
     * @param established whether there is a relation, though as many figures are looked at as there are (Bonferroni)
     */
    public record Correlation(
            Figure figure,
            int cases,
            @Nullable Double correlation,
            @Nullable Double low,
            @Nullable Double high,
            boolean established) {}

    /**
     * A product.
     *
     * @param rating mean of its ratings
     * @param figures what was measured; what is not known is absent
     */
    public record RatedProduct(String productId, double rating, int ratings, Map<Figure, Double> figures) {}

    /**
     * Ratings of one lot or site.
     *
     * @param average null below {@value #PUBLIC_FROM} ratings
     */
    public record GroupRating(
            String name, long ratings, @Nullable Double average) {}

    /**
     * Satisfaction beside measured quality.
     *
     * @param total of all these ratings; its subject is empty
     * @param enoughCases from how many cases on something is concluded
     * @param sites by name; {@code lots} those with most ratings, at most 50
     * @param products the last rated ones, at most {@value #MAX_CASES}
     */
    public record Satisfaction(
            FeedbackStats total,
            int enoughCases,
            List<GroupRating> sites,
            List<GroupRating> lots,
            List<Correlation> correlations,
            List<RatedProduct> products) {}

    /** What happened to a product, in the order of time. */
    public enum Step implements Keyed {
        PRODUCED,
        CONTROLLED,
        PACKAGED,
        RECALLED
    }

    /** How what is told of a product stands to the log of proofs. */
    public enum ProofState implements Keyed {
        /** It is as it was signed. */
        VERIFIED,
        /** It was just made: it is not signed yet. */
        PENDING,
        /** It is not as it was signed: somebody changed it. */
        ALTERED
    }

    /**
     * Whether what is told of a product is what was put into the log of proofs.
     *
     * @param entry number of its entry; null while it is pending
     * @param size entries of the signed log that holds it; null where there is none
     */
    public record ProductProof(
            ProofState state,
            @Nullable Long entry,
            @Nullable Long size) {}

    /** When it happened. */
    public record TimelineStep(Step step, LocalDate on) {}

    /** Why a product must not be eaten, and since when. */
    public record PublicRecall(String reason, Instant at) {}

    /**
     * A product as everybody may see it.
     *
     * @param house who makes it; null where nobody is named
     * @param weightG estimated, g
     * @param recall null where it is not recalled
     * @param model number of the version of a model that it was graded with; left out for the formula
     */
    public record PublicProduct(
            String productId,
            Products.Status status,
            @Nullable PublicRecall recall,
            @Nullable String house,
            String siteCode,
            @Nullable String lot,
            Grade grade,
            @Nullable Double weightG,
            LocalDate producedOn,
            LocalDate controlledOn,
            LocalDate packagedOn,
            LocalDate bestBefore,
            List<String> certifications,
            List<TimelineStep> timeline,
            ProductProof proof,
            FeedbackStats feedback,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long model) {}
}

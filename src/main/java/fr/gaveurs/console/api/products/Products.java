package fr.gaveurs.console.api.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.ModelRef;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products: each is one sample that is sold. */
public final class Products {
    /** {@code FG_LL_20261127_0001}: site, day of control, number of that day. */
    public static final String ID_PATTERN = "FG_[A-Z]{2}_[0-9]{8}_[0-9]{4,9}";

    /** Characters of a lot's name. */
    public static final int MAX_LOT = 200;

    /** Products that are made of a lot in one act. */
    public static final int MAX_OF_LOT = 5_000;

    /** Labels of one file. */
    public static final int MAX_LABELS = 1_000;

    /** Labels of one sheet. */
    public static final int PLACES = 21;

    /** Copies of a label in one file. */
    public static final int MAX_COPIES = 10;

    private static final String NOT_BLANK = "must not be blank";
    private static final String SITE = "[A-Z]{2}";
    private static final String SITE_MESSAGE = "must be two capital letters";

    private Products() {}

    /** Whether a product may be eaten. */
    public enum Status implements Keyed {
        /** It is sold. */
        ACTIVE,
        /** It was called back: nobody should eat it. */
        RECALLED
    }

    /** What is called back. */
    public enum RecallScope implements Keyed {
        /** One product. */
        PRODUCT,
        /** Every product of a lot, of all sites. */
        LOT
    }

    /**
     * A recall.
     *
     * @param subject the product's id or the lot's name
     * @param reason as consumers read it
     * @param by who did it, where that is known
     * @param products how many it struck; 0 for a lot of which none was made yet
     * @param liftedAt when it was taken back; null while it holds
     */
    public record Recall(
            long id,
            RecallScope scope,
            String subject,
            String reason,
            Instant at,
            @Nullable String by,
            int products,
            @Nullable Instant liftedAt,
            @Nullable String liftedBy,
            @Nullable String liftReason) {}

    /**
     * A product.
     *
     * @param qr what its label's code says: an address, or the id and its signature alone; null while this console does not
     *     have the installation's key
     * @param qrIsAddress whether that leads to a page
     * @param controlledAt when its sample was measured
     * @param weightG estimated from the measured volume, g; null where it is not known
     * @param recall why it is called back; null where it is not
     * @param gradedWith the model that its sample was graded with; left out for the formula
     */
    public record Product(
            String productId,
            @Nullable String qr,
            boolean qrIsAddress,
            String siteCode,
            @Nullable String lot,
            String deviceId,
            String sampleId,
            Instant controlledAt,
            Grade grade,
            @Nullable Double finalScore,
            @Nullable Double weightG,
            LocalDate producedOn,
            LocalDate controlledOn,
            LocalDate packagedOn,
            LocalDate bestBefore,
            List<String> certifications,
            Instant createdAt,
            @Nullable String createdBy,
            Status status,
            @Nullable Recall recall,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ModelRef gradedWith) {}

    /** What may be said of products that are made; what is left out follows from the sample and the settings. */
    public interface Details {
        /** When it was slaughtered; else the day of control. */
        @Nullable
        LocalDate producedOn();

        /** Else today, and the day of control at the earliest. */
        @Nullable
        LocalDate packagedOn();

        /** Else so long after packaging as the settings say. */
        @Nullable
        LocalDate bestBefore();

        /** Some of those that the settings name. */
        @Nullable
        List<String> certifications();
    }

    /**
     * Makes a product of a sample; see {@link Details}.
     *
     * @param timestamp tells samples apart whose device used an id twice; null for the newest
     */
    public record NewProduct(
            @NotNull(message = "is needed") @Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE)
            String deviceId,

            @NotBlank(message = NOT_BLANK) @Size(max = 100) String sampleId,

            @Nullable Instant timestamp,
            @Nullable LocalDate producedOn,
            @Nullable LocalDate packagedOn,
            @Nullable LocalDate bestBefore,
            @Nullable @Size(max = 30) List<String> certifications)
            implements Details {}

    /**
     * Makes products of all compliant samples of a lot that are none yet; see {@link Details}.
     *
     * @param siteCode of this site alone; null for all
     */
    public record NewProducts(
            @NotBlank(message = NOT_BLANK) @Size(max = MAX_LOT)
            String lot,

            @Nullable @Pattern(regexp = SITE, message = SITE_MESSAGE)
            String siteCode,

            @Nullable LocalDate producedOn,
            @Nullable LocalDate packagedOn,
            @Nullable LocalDate bestBefore,
            @Nullable @Size(max = 30) List<String> certifications)
            implements Details {}

    /**
     * What became of a lot.
     *
     * @param made new products
     * @param existed samples that were products already
     * @param refused samples that are not compliant, or could not be graded
     * @param more whether samples are left over, since an act makes so many at most: do it again
     */
    public record MadeProducts(String lot, int made, int existed, int refused, boolean more) {}

    /**
     * Filters of a list of products, the last made first.
     *
     * @param q a product's id or its beginning, the text of a code, a lot or a sample's id
     */
    public record ProductQuery(
            @Nullable @Size(max = 400) String q,
            @Nullable @Size(max = MAX_LOT) String lot,

            @Nullable @Pattern(regexp = SITE, message = SITE_MESSAGE)
            String siteCode,

            @Nullable Status status,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable @Size(max = 40) String cursor,
            @Nullable @Min(1) @Max(500) Integer limit) {}

    /** Which recalls, the newest first: all, those that were taken back, too. */
    public record RecallQuery(
            @Nullable @Size(max = 40) String cursor,
            @Nullable @Min(1) @Max(500) Integer limit) {}

    /**
     * Calls something back.
     *
     * @param reason consumers read it
     * @param confirm the product's id or the lot's name once more, so that it is no slip
     */
    public record NewRecall(
            @NotBlank(message = NOT_BLANK) @Size(max = 500) String reason,

            @NotNull(message = "is needed") @Size(max = MAX_LOT)
            String confirm) {}

    /** Takes a recall back. */
    public record RecallLift(
            @NotBlank(message = NOT_BLANK) @Size(max = 500) String reason) {}

    /** What a label comes as. */
    public enum LabelFormat implements Keyed {
        PNG,
        SVG,
        PDF
    }

    /** The paper that labels are printed on. */
    public enum LabelPaper implements Keyed {
        /** A4 with 3 × 7 labels of 63.5 × 38.1 mm. */
        AVERY_L7160,
        /** A roll of 62 mm, cut after each label of 40 mm. */
        ROLL_62
    }

    /** The language of a label. */
    public enum LabelLanguage implements Keyed {
        FR,
        EN
    }

    /**
     * How one label is wanted.
     *
     * @param format left out: png
     * @param paper left out: roll_62
     * @param language left out: as {@code Accept-Language} says
     * @param dpi of a PNG; left out: 300
     */
    public record LabelQuery(
            @Nullable LabelFormat format,
            @Nullable LabelPaper paper,
            @Nullable LabelLanguage language,
            @Nullable @Min(150) @Max(600) Integer dpi) {}

    /**
     * Which labels make a PDF, and how.
     *
     * @param lot all products of a lot, in their order
     * @param ids or these, with commas between them
     * @param first place of the first label on a sheet that was begun, from 1
     * @param copies of each label
     */
    public record LabelsQuery(
            @Nullable @Size(max = MAX_LOT) String lot,
            @Nullable @Size(max = 30_000) String ids,
            @Nullable LabelPaper paper,
            @Nullable LabelLanguage language,
            @Nullable @Min(1) @Max(PLACES) Integer first,
            @Nullable @Min(1) @Max(MAX_COPIES) Integer copies) {}

    /**
     * What can be chosen when products are made.
     *
     * @param publicBase where consumers find the pages; null: codes carry plain text
     * @param page whether pages are answered anywhere but on the console's own computer
     */
    public record ProductOptions(
            List<String> certifications,
            int bestBeforeDays,
            @Nullable String publicBase,
            boolean page) {}
}

package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStats;
import fr.gaveurs.console.api.feedback.Feedbacks.ProductProof;
import fr.gaveurs.console.api.feedback.Feedbacks.PublicProduct;
import fr.gaveurs.console.api.feedback.Feedbacks.PublicRecall;
import fr.gaveurs.console.api.feedback.Feedbacks.Step;
import fr.gaveurs.console.api.feedback.Feedbacks.TimelineStep;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.api.products.Products.Recall;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of a product: nothing of stations, samples and people.
 *
 * @param house who makes the products; null where nobody is named
 * @param zone of the sites' days
 */
record PublicView(@Nullable String house, ZoneId zone) {
    PublicProduct of(Product product, ProductProof proof, FeedbackStats feedback) {
        Recall recall = product.recall();
        List<TimelineStep> timeline = new ArrayList<>(List.of(
                new TimelineStep(Step.PRODUCED, product.producedOn()),
                new TimelineStep(Step.CONTROLLED, product.controlledOn()),
                new TimelineStep(Step.PACKAGED, product.packagedOn())));
        if (recall != null) {
            timeline.add(new TimelineStep(Step.RECALLED, LocalDate.ofInstant(recall.at(), zone)));
        }
        return new PublicProduct(
                product.productId(),
                product.status(),
                recall == null ? null : new PublicRecall(recall.reason(), recall.at()),
                house,
                product.siteCode(),
                product.lot(),
                product.grade(),
                product.weightG(),
                product.producedOn(),
                product.controlledOn(),
                product.packagedOn(),
                product.bestBefore(),
                product.certifications(),
                List.copyOf(timeline),
                proof,
                feedback,
                product.gradedWith() == null
                        ? null
                        : (Long) product.gradedWith().versionId());
    }
}

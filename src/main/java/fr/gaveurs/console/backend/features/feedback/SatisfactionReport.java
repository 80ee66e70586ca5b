package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks;
import fr.gaveurs.console.api.feedback.Feedbacks.Figure;
import fr.gaveurs.console.api.feedback.Feedbacks.RatedProduct;
import fr.gaveurs.console.api.feedback.Feedbacks.Satisfaction;
import fr.gaveurs.console.api.feedback.Feedbacks.SatisfactionQuery;
import fr.gaveurs.console.backend.features.feedback.FeedbackQueries.Rated;
import fr.gaveurs.console.backend.features.products.ProductDirectory;
import fr.gaveurs.console.backend.features.products.ProductDirectory.Measured;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what consumers say against what was measured. */
final class SatisfactionReport {
    private final FeedbackQueries queries;
    private final ProductDirectory products;

    SatisfactionReport(FeedbackQueries queries, ProductDirectory products) {
        this.queries = queries;
        this.products = products;
    }

    Satisfaction of(SatisfactionQuery query) {
        List<Rated> rated = queries.rated(filter(query));
        Map<String, Measured> measured =
                products.measured(rated.stream().map(Rated::productId).toList());
        List<RatedProduct> cases = new ArrayList<>();
        for (Rated product : rated) {
            Measured figures = measured.get(product.productId());
            if (figures != null) {
                cases.add(new RatedProduct(
                        product.productId(),
                        Math.round(product.rating() * 100) / 100.0,
                        product.ratings(),
                        figures(figures)));
            }
        }
        return new Satisfaction(
                queries.of("", filter(query), query.interval()),
                Feedbacks.ENOUGH_CASES,
                queries.groups("site_code", filter(query)),
                queries.groups("lot", filter(query)),
                Correlations.of(cases),
                List.copyOf(cases));
    }

    private static FeedbackFilter filter(SatisfactionQuery query) {
        return FeedbackFilter.published()
                .and("f.product_id = :product", "product", query.productId())
                .and("f.lot = :lot", "lot", query.lot())
                .and("f.site_code = :site", "site", query.siteCode())
                .between(query.from(), query.to());
    }

    private static Map<Figure, Double> figures(Measured measured) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        put(figures, Figure.FINAL_SCORE, measured.finalScore());
        put(figures, Figure.TOF_SCORE, measured.tofScore());
        put(figures, Figure.SPECTRAL_SCORE, measured.spectralScore());
        put(figures, Figure.WEIGHT_G, measured.weightG());
        put(figures, Figure.VOLUME_MM3, measured.volumeMm3());
        put(figures, Figure.FRESHNESS, measured.freshness());
        put(figures, Figure.FAT_QUALITY, measured.fatQuality());
        put(figures, Figure.OXIDATION, measured.oxidation());
        put(figures, Figure.COLOR_UNIFORMITY, measured.colorUniformity());
        return figures;
    }

    private static void put(Map<Figure, Double> figures, Figure figure, @Nullable Double value) {
        if (value != null) {
            figures.put(figure, value);
        }
    }
}

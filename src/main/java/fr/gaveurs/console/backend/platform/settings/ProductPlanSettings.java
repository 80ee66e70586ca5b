package fr.gaveurs.console.backend.platform.settings;

import fr.gaveurs.console.backend.platform.settings.ProductPlan.ConsumerPort;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the settings say about products and consumers. */
final class ProductPlanSettings {
    private final SettingsLoader loader;

    ProductPlanSettings(SettingsLoader loader) {
        this.loader = loader;
    }

    /** Reads a setting's text, which may be empty. */
    private interface Reading<T extends @Nullable Object> {
        T of(@Nullable String text) throws ProductSettings.Fault;
    }

    private <T extends @Nullable Object> T read(String key, T instead, Reading<T> reading) {
        try {
            return reading.of(loader.optional(key));
        } catch (ProductSettings.Fault e) {
            if (key.equals("product.key")) {
                loader.wrongSecret(key, e.code(), e.details());
                return instead;
            }
            return loader.wrong(key, instead, e.code(), e.details());
        }
    }

    ProductPlan plan() {
        return new ProductPlan(
                this.<@Nullable String>read("product.key", null, ProductSettings::key),
                this.<@Nullable String>read("public.base", null, ProductSettings::base),
                this.<@Nullable String>read("product.house", null, ProductSettings::house),
                read("product.certifications", List.of(), ProductSettings::certifications),
                loader.integer("product.best.before.days", 1, 3_650),
                this.<@Nullable ConsumerPort>read("public.bind", null, ProductSettings::consumerPort),
                read("public.proxies", Set.of(), ProductSettings::proxies),
                "true".equals(loader.choice("public.network", Set.of("true", "false"))),
                loader.integer("limit.public", 0, 10_000_000),
                loader.integer("limit.feedback", 0, 10_000_000));
    }
}

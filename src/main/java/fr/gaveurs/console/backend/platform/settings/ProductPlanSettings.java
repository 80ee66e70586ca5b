package fr.gaveurs.console.backend.platform.settings;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the settings say about products and consumers. */
final class ProductPlanSettings {
    private final SettingsLoader loader;

    ProductPlanSettings(SettingsLoader loader) {
        this.loader = loader;
    }

    /** Reads a setting's text, which may be empty. */
    private interface Reading<T> {
        @Nullable
        T of(@Nullable String text) throws ProductSettings.Fault;
    }

    private <T> @Nullable T read(String key, Reading<T> reading) {
        try {
            return reading.of(loader.optional(key));
        } catch (ProductSettings.Fault e) {
            if (key.equals("product.key")) {
                loader.wrongSecret(key, e.code(), e.details());
            } else {
                loader.wrong(key, e.code(), e.details());
            }
            return null;
        }
    }

    ProductPlan plan() {
        return new ProductPlan(
                read("product.key", ProductSettings::key),
                read("public.base", ProductSettings::base),
                read("product.house", ProductSettings::house),
                Objects.requireNonNullElse(read("product.certifications", ProductSettings::certifications), List.of()),
                loader.integer("product.best.before.days", 1, 3_650),
                read("public.bind", ProductSettings::consumerPort),
                Objects.requireNonNullElse(read("public.proxies", ProductSettings::proxies), Set.of()),
                "true".equals(loader.choice("public.network", Set.of("true", "false"))),
                loader.integer("limit.public", 0, 10_000_000),
                loader.integer("limit.feedback", 0, 10_000_000));
    }
}

package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Products for tests, made as an operator makes them. */
public final class TestProducts {
    /** A port for consumers behind a proxy of this machine; no limits. */
    public static final ProductPlan PLAN = new ProductPlan(
            "a key that all consoles of a test share",
            "https://produits.example.fr",
            "Maison d’Essai",
            List.of("Label Rouge", "IGP Canard à foie gras du Sud-Ouest"),
            14,
            new ProductPlan.ConsumerPort("127.0.0.1", 0),
            Set.of("127.0.0.1"),
            false,
            0,
            0);

    private TestProducts() {}

    /** The body that asks for a product of a sample; {@code more} are further fields. */
    public static String body(TestMessages sample, String... more) {
        return "{\"device_id\":\"" + sample.deviceId() + "\",\"sample_id\":\"" + sample.id() + "\""
                + (more.length == 0 ? "" : "," + String.join(",", more)) + "}";
    }

    /** Stores a sample and makes a product of it. */
    public static JsonNode make(TestConsole console, TestMessages sample) throws IOException {
        console.store(sample);
        return Json.MAPPER.readTree(console.post("/api/products", body(sample)).body());
    }

    /** A new product of a lot. */
    public static JsonNode make(TestConsole console, String lot) throws IOException {
        return make(console, TestMessages.graded("ESP32_LL_01", Grade.A_PLUS).lot(lot));
    }

    /** Path of a product's page. */
    public static String page(JsonNode product) {
        String qr = product.get("qr").asString();
        return qr.contains("/p/") ? qr.substring(qr.indexOf("/p/")) : "/p/" + qr;
    }

    /** The id of a product. */
    public static String id(JsonNode product) {
        return product.get("product_id").asString();
    }
}

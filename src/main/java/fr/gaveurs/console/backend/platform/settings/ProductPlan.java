package fr.gaveurs.console.backend.platform.settings;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Products and their consumers.
 *
 * @param key what product codes are signed with, at least 32 characters; null for a key of the console's own, in a file
 * @param publicBase address under which consumers reach the page, without a slash at its end; null: there is none, and
 *     labels carry plain text
 * @param house who makes the products, as consumers read it; null: nobody is named
 * @param certifications those that a product may carry
 * @param bestBeforeDays days from packaging to best before, unless a product says otherwise
 * @param consumerPort where consumers' pages alone are answered; null for nowhere
 * @param proxies addresses whose {@code X-Forwarded-For} is believed at that port
 * @param openOnNetwork whether consumers of other machines are let in on the console's own port without a token
 * @param limitConsumerPort requests a minute of one address at that port; 0 is no limit
 * @param limitFeedback ratings a minute that one address may send; 0 is no limit
 */
public record ProductPlan(
        @Nullable String key,
        @Nullable String publicBase,
        @Nullable String house,
        List<String> certifications,
        int bestBeforeDays,
        @Nullable ConsumerPort consumerPort,
        Set<String> proxies,
        boolean openOnNetwork,
        int limitConsumerPort,
        int limitFeedback) {
    /** As the program is delivered: everything that consumers could reach is off. */
    public static final ProductPlan OFF =
            new ProductPlan(null, null, null, List.of(), 14, null, Set.of(), false, 120, 10);

    /** An address to listen on; port 0 takes a free one. */
    public record ConsumerPort(String bind, int port) {}

    @Override
    public String toString() {
        return "ProductPlan[publicBase=" + publicBase + ", consumerPort=" + consumerPort
                + "]"; // the key is nobody's business
    }
}

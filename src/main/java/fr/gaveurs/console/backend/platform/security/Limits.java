package fr.gaveurs.console.backend.platform.security;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.security.Allowances.RateLimitStatus;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;

/** How often one caller may ask, and how often be wrong about its token. */
public final class Limits {
    /** Wrong tokens a minute of one address; after them its tokens are refused unseen. */
    public static final int WRONG_TOKENS = 10;

    private final @Nullable Allowances requests;
    private final Allowances wrongTokens = new Allowances(WRONG_TOKENS);
    private final Counter refusedRequests;
    private final Counter refusedTokens;

    /** @param restPerMinute REST requests of one token or address; 0 is no limit */
    public Limits(int restPerMinute, Metrics metrics) {
        this.requests = restPerMinute == 0 ? null : new Allowances(restPerMinute);
        this.refusedRequests = Rejections.REST.counter(metrics);
        this.refusedTokens = Rejections.TOKEN.counter(metrics);
    }

    /** Counts one request; null where there is no limit. */
    @Nullable
    RateLimitStatus request(String caller) {
        RateLimitStatus status = requests == null ? null : requests.take(caller);
        if (status != null && !status.granted()) {
            refusedRequests.increment();
        }
        return status;
    }

    /** Seconds until tokens of an address are looked at again; 0 where they are now. */
    long tokenWait(String address) {
        return wrongTokens.wait(address);
    }

    void wrongToken(String address) {
        wrongTokens.take(address);
    }

    void tokenRefused() {
        refusedTokens.increment();
    }
}

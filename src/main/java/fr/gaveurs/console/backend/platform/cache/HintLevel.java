package fr.gaveurs.console.backend.platform.cache;

import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * No answers of other consoles, only word of what they stored: where several work on one database without a Redis. While
 * that word may not arrive, answers are computed.
 */
public final class HintLevel implements SecondLevel {
    private static final Listener NOBODY = new Listener() {
        @Override
        public void touched(Set<String> tags) {}

        @Override
        public void blind() {}
    };

    private final BooleanSupplier hearsAll;
    private volatile Listener listener = NOBODY;

    /** @param hearsAll whether everything that other consoles tell arrives; after a change {@link #blind} is called */
    public HintLevel(BooleanSupplier hearsAll) {
        this.hearsAll = hearsAll;
    }

    /** Another console stored samples with these tags. */
    public void touched(Set<String> tags) {
        listener.touched(tags);
    }

    /** Something may have been missed. */
    public void blind() {
        listener.blind();
    }

    @Override
    public void start(Listener hearing) {
        listener = hearing;
    }

    @Override
    public boolean listening() {
        return hearsAll.getAsBoolean();
    }

    @Override
    public Found find(CacheKey key) {
        return NOTHING;
    }

    @Override
    public void store(CacheKey key, Found.Gap gap, byte[] bytes, Duration ttl) {
        // Kept by each console for itself.
    }

    @Override
    public void touch(Set<String> tags) {
        // The relay tells of each commit, to whoever follows it.
    }

    @Override
    public @Nullable String trouble() {
        return null; // the relay says it
    }

    @Override
    public void close() {
        listener = NOBODY;
    }
}

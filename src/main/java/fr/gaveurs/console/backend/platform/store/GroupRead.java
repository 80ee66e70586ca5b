package fr.gaveurs.console.backend.platform.store;

import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What many requests ask for, read with few statements. Hundreds of small ones a second would have processors change from one
 * process to the other all the time, and samples would wait for theirs. Whoever asks is told what was read after that.
 */
public final class GroupRead<K, V> {
    /** Between two reads: a person does not notice it. */
    private static final Duration PACE = Duration.ofMillis(40);

    private final Source<K, V> source;
    private final RequestGroup<Asked<K, V>> group = new RequestGroup<>(PACE, this::read);

    /** What is read. */
    public interface Source<K, V> {
        /**
         * @param keys at most a hundred
         * @return what there is of them, by key
         */
        Map<K, V> of(Set<K> keys) throws SQLException;
    }

    private record Asked<K, V>(K key, CompletableFuture<Optional<V>> result)
            implements RequestGroup.Wanted<Optional<V>> {}

    public GroupRead(Source<K, V> source) {
        this.source = source;
    }

    /**
     * What there is of a key; empty where there is nothing.
     *
     * @throws SQLException what the source threw
     * @throws RuntimeException likewise
     */
    public Optional<V> of(K key) throws SQLException {
        Asked<K, V> mine = new Asked<>(key, new CompletableFuture<>());
        try {
            group.run(mine);
            return mine.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void read(List<Asked<K, V>> together) {
        Set<K> keys = new LinkedHashSet<>();
        together.forEach(asked -> keys.add(asked.key()));
        try {
            Map<K, V> found = source.of(keys);
            together.forEach(asked -> asked.result().complete(Optional.ofNullable(found.get(asked.key()))));
        } catch (SQLException | RuntimeException e) {
            if (keys.size() <= 1 || DatabaseErrors.isUnavailable(e)) {
                together.forEach(asked -> asked.result().completeExceptionally(e));
            } else {
                together.forEach(asked -> read(List.of(asked))); // one's fault is not the others'
            }
        }
    }
}

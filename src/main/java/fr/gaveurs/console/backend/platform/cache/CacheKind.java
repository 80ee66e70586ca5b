package fr.gaveurs.console.backend.platform.cache;

import java.time.Duration;

/**
 * What is cached, and for how long at most. A commit makes an entry invalid long before.
 *
 * @param key its name in keys and as the metrics' label {@code cache}
 * @param ttl how long an entry lives at most
 */
public record CacheKind(String key, Duration ttl) {}

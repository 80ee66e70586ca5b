package fr.gaveurs.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list; {@code nextCursor} fetches the next one and is null on the last. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}

package fr.gaveurs.console.backend.platform.store.pool;

/**
 * A connection pool at a moment.
 *
 * @param active connections lent out
 * @param idle connections ready to be lent
 * @param total both, and those just being made
 * @param waiting threads that wait for a connection
 * @param max the most connections the pool makes
 */
public record PoolNumbers(int active, int idle, int total, int waiting, int max) {}

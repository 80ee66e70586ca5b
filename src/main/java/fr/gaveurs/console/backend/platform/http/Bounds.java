package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.backend.platform.resilience.HeldBytes;
import java.time.Duration;

/**
 * What one connection may take of the server. Whoever sends or reads slower, or opens more, is cut off.
 *
 * @param headers from the first byte of a request to the end of its headers
 * @param bodyGrace how long a body may take whatever its pace; after it {@code bodyBytesPerSecond} holds on average
 * @param answerGrace how long the console waits for somebody to read on, at least; each second's worth of bytes that is
 *     read makes it a second longer again, up to this
 * @param answerBytesPerSecond a second's worth
 * @param message from the first fragment of a WebSocket message to its last
 * @param connections open at once; further ones wait to be accepted
 * @param connectionsOfOneAddress of those, from one other machine
 * @param connectionsOfThisMachine of those, from this one
 * @param held bytes of all request bodies together, from the first byte until the answer; half as many of answers
 */
public record Bounds(
        Duration headers,
        Duration bodyGrace,
        int bodyBytesPerSecond,
        Duration answerGrace,
        int answerBytesPerSecond,
        Duration message,
        int connections,
        int connectionsOfOneAddress,
        int connectionsOfThisMachine,
        long held) {
    /** The program's own. */
    public static final Bounds STANDARD = new Bounds(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            1_024,
            Duration.ofSeconds(20),
            1_024,
            Duration.ofSeconds(30),
            2_000,
            500,
            1_500,
            HeldBytes.ofHeap());

    /** Of the port for consumers: what strangers send and read must not take the room of stations and operators. */
    public static final Bounds CONSUMERS = new Bounds(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            256,
            Duration.ofSeconds(20),
            1_024,
            Duration.ofSeconds(30),
            500,
            50,
            500,
            HeldBytes.ofHeap() / 8);
}

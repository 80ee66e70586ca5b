package fr.gaveurs.console.backend.platform.websocket;

import fr.gaveurs.console.backend.features.quality.Recordings;
import fr.gaveurs.console.backend.features.quality.SampleJson;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Utf8StringBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whether a message is UTF-8: ours beside what libraries have for it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class Utf8Benchmark {
    private final byte[] message = (Recordings.exist()
                    ? Recordings.samples(Recordings.COMPACT).getFirst()
                    : SampleJson.full(40).toString())
            .getBytes(StandardCharsets.UTF_8);

    @Benchmark
    public boolean ours() {
        return Utf8.isValid(message, 0, message.length);
    }

    /** Jetty has no check alone: its builder makes the text, too. */
    @Benchmark
    public boolean jetty() {
        Utf8StringBuilder text = new Utf8StringBuilder(message.length);
        text.append(message, 0, message.length);
        return !text.hasCodingErrors();
    }

    /** The JDK neither; what is no UTF-8 shows as a replaced character, which may also have been sent. */
    @Benchmark
    public boolean jdk() {
        return new String(message, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
    }
}

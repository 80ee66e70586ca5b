package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.SensorData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one sample costs between its socket and the queue of the writer: µs for each, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class SampleBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final Set<SpectralChannel> IGNORED = EnumSet.of(SpectralChannel.NIR, SpectralChannel.CLEAR);

    private final byte[][] compact = messages(BenchMessages.compact());
    private final byte[][] full = messages(BenchMessages.full());
    private final byte[][] refused = messages(BenchMessages.refused());
    private final Measurements measurements = new Measurements();
    private int next;

    private static byte[][] messages(List<String> texts) {
        return texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    private byte[] next(byte[][] messages) {
        return messages[(next++ & Integer.MAX_VALUE) % messages.length];
    }

    private DeviceMessage parse(byte[] message) {
        return DeviceMessages.parse(message, 0, message.length, NOW);
    }

    /** A compact message: parsed and validated. */
    @Benchmark
    public DeviceMessage parseCompact() {
        return parse(next(compact));
    }

    /** A full message: parsed and validated, its histograms packed. */
    @Benchmark
    public DeviceMessage parseFull() {
        return parse(next(full));
    }

    /** A compact message with a value out of range in each of its matrices: parsed to its end and refused by path. */
    @Benchmark
    public DeviceMessage validate() {
        return parse(next(refused));
    }

    /** A measurement: graded. */
    @Benchmark
    public Grading grade() {
        return Grader.grade(measurements.next(), IGNORED, TofCalibration.USUAL);
    }

    /** A measurement of the compact messages after another. */
    private final class Measurements {
        private final fr.gaveurs.console.backend.features.quality.Measurement[] parsed =
                new fr.gaveurs.console.backend.features.quality.Measurement[compact.length];
        private int at;

        Measurements() {
            for (int i = 0; i < parsed.length; i++) {
                parsed[i] = ((SensorData) parse(compact[i])).measurement();
            }
        }

        fr.gaveurs.console.backend.features.quality.Measurement next() {
            at = (at + 1) % parsed.length;
            return parsed[at];
        }
    }
}

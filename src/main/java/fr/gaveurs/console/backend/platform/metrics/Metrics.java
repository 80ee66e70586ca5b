package fr.gaveurs.console.backend.platform.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The program's meters under the names that dashboards use. A feature asks for its meters here; a meter nobody moves
 * does not exist.
 */
public final class Metrics implements AutoCloseable {
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(30),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    // Looking a meter up by its tags costs more than counting: keep the ones of hot paths.
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, DistributionSummary> sizes = new ConcurrentHashMap<>();
    private final Queue<Supplier<? extends Number>> totals = new ConcurrentLinkedQueue<>();

    public Metrics() {
        // Two of the library's own names break Prometheus' naming rules; process_cpu_usage and /health say the same.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    /** A counter by name, help and label pairs; the same one for the same labels. */
    public Counter counter(String name, String help, String... labels) {
        return counters.computeIfAbsent(
                key(name, labels),
                k -> Counter.builder(name).description(help).tags(labels).register(registry));
    }

    /**
     * What the counters of one name stand at, whole numbers: {@code total} where there is one without labels, else
     * {@code total_VALUE} for each value of its label.
     */
    public Map<String, Object> counts(String name, String total) {
        Map<String, Object> counts = new TreeMap<>();
        for (Counter counter : registry.find(name).counters()) {
            List<Tag> tags = counter.getId().getTags();
            String key = tags.isEmpty() ? total : total + "_" + tags.getFirst().getValue();
            counts.merge(key, (long) counter.count(), (a, b) -> (Long) a + (Long) b);
        }
        return counts;
    }

    /** A timer with buckets of 1 ms to 5 s. */
    public Timer timer(String name, String help, String... labels) {
        return timers.computeIfAbsent(key(name, labels), k -> Timer.builder(name)
                .description(help)
                .tags(labels)
                .serviceLevelObjectives(LATENCIES)
                .register(registry));
    }

    /** A summary with the given buckets. */
    public DistributionSummary summary(String name, String help, @Nullable String unit, double... buckets) {
        return DistributionSummary.builder(name)
                .description(help)
                .baseUnit(unit)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    /** A summary of sizes in bytes, with buckets of 1 KiB to 1 MiB; the same one for the same name. */
    public DistributionSummary sizes(String name, String help) {
        return sizes.computeIfAbsent(name, n -> summary(n, help, "bytes", 1 << 10, 1 << 14, 1 << 17, 1 << 20));
    }

    /** A gauge that asks {@code value} at each scrape; null reads as NaN. */
    public void gauge(String name, String help, Supplier<? extends @Nullable Number> value, String... labels) {
        Gauge.builder(name, () -> {
                    Number now = value.get();
                    return now == null ? Double.NaN : now;
                })
                .description(help)
                .tags(labels)
                .register(registry);
    }

    /** A counter whose value is kept elsewhere and asked for at each scrape; it only ever grows. */
    public void total(String name, String help, Supplier<? extends Number> value, String... labels) {
        totals.add(value); // the registry holds it weakly
        FunctionCounter.builder(name, value, v -> v.get().doubleValue())
                .description(help)
                .tags(labels)
                .register(registry);
    }

    /** Forgets a gauge, such as one of a device that is gone. */
    public void remove(String name, String... labels) {
        Iterable<Tag> tags = Tags.of(labels);
        registry.find(name).tags(tags).meters().forEach(registry::remove);
    }

    /** The Prometheus text; {@code accept} chooses OpenMetrics by content negotiation. */
    public String scrape(String contentType) {
        return registry.scrape(contentType);
    }

    private static String key(String name, String... labels) {
        return labels.length == 0 ? name : name + '\n' + String.join("\n", labels);
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}

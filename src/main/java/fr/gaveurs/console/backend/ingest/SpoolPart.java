package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.backend.platform.files.DiskSpace;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The disk spool of samples, in the data folder, with its meters. */
final class SpoolPart implements Part {
    private static final int SEGMENT = 8 << 20;
    private static final long MIB = 1 << 20;

    private final Path folder;
    private final long maxBytes;
    private final long reserve;
    private final Clock clock;
    private final boolean orderly;
    private @Nullable Spool opened;
    private @Nullable SampleSpool spool;

    /** @param orderly whether the run before this one came to its end in order */
    SpoolPart(Settings settings, Clock clock, boolean orderly) {
        this.folder = settings.dataDir().resolve("spool");
        this.maxBytes = settings.spoolLimitMib() * MIB;
        long reserve = settings.spoolReserveMib() * MIB;
        if (settings.databaseUrl() == null) {
            // What the console's own PostgreSQL needs to live is no room for samples.
            reserve = Math.max(reserve, DiskSpace.STOP_BYTES);
        }
        this.reserve = reserve;
        this.clock = clock;
        this.orderly = orderly;
    }

    @Override
    public String name() {
        return "spool";
    }

    @Override
    public void start() throws IOException {
        Spool files = Spool.open(folder, SEGMENT, maxBytes, reserve, orderly);
        opened = files;
        spool = new SampleSpool(files, clock);
    }

    SampleSpool spool() {
        return Objects.requireNonNull(spool);
    }

    static void register(Metrics metrics, SampleSpool spool) {
        metrics.gauge(
                "spool.samples", "Samples in the disk spool, to be stored when the database takes them", spool::size);
        metrics.gauge(
                "spool.oldest.seconds",
                "Age of the oldest sample in the disk spool, 0 when it is empty",
                spool::oldestSeconds);
        metrics.gauge("spool.bytes", "Size of the disk spool", spool::bytes);
        metrics.total("spool.appended", "Samples that went to the disk spool", spool::appended);
        metrics.total("spool.replayed", "Samples that went from the disk spool to the database", spool::replayed);
        metrics.total("spool.refused", "Samples that neither the database nor the spool took", spool::refused);
        metrics.gauge(
                "spool.damaged.bytes",
                "What a broken disk made unreadable in the spool, found since the start",
                spool::damaged);
    }

    @Override
    public void stop(Deadline deadline) throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}

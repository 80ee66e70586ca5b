package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.simulator.Acknowledged;
import fr.gaveurs.console.simulator.Truth;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A CSV file of labels that grows with each generated liver that a console keeps. Thread-safe. */
final class LabelFile implements Consumer<Acknowledged> {
    private static final String COLUMNS = "device_id,sample_id,time,freshness,fat_quality,oxidation";

    private final Path file;
    private final BufferedWriter lines;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean open = true;
    private int written;
    private @Nullable IOException trouble;

    private LabelFile(Path file, BufferedWriter lines) {
        this.file = file;
        this.lines = lines;
    }

    /** @throws IOException if it is there already, or cannot be written */
    static LabelFile create(Path file) throws IOException {
        BufferedWriter lines = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        LabelFile labels = new LabelFile(file, lines);
        lines.write(COLUMNS);
        lines.newLine();
        return labels;
    }

    @Override
    public void accept(Acknowledged sample) {
        Truth truth = sample.truth();
        if (truth == null) {
            return;
        }
        String line = String.format(
                Locale.ROOT,
                "%s,%s,%s,%.6f,%.6f,%.6f",
                sample.deviceId(),
                sample.sampleId(),
                sample.timestamp(),
                truth.freshness(),
                truth.fatQuality(),
                truth.oxidation());
        lock.lock();
        try {
            if (open && trouble == null) {
                lines.write(line);
                lines.newLine();
                written++;
            }
        } catch (IOException e) {
            trouble = e;
        } finally {
            lock.unlock();
        }
    }

    /** Closes it and says what became of it; returns whether it is whole. Does nothing the second time. */
    boolean end() {
        lock.lock();
        try {
            if (open) {
                open = false;
                try {
                    lines.close();
                } catch (IOException e) {
                    trouble = trouble == null ? e : trouble;
                }
                if (trouble == null) {
                    System.out.println("the truth of " + written + " samples: " + file);
                } else {
                    System.err.println(file + " is not whole: " + FileErrors.reason(trouble));
                }
            }
            return trouble == null;
        } finally {
            lock.unlock();
        }
    }
}

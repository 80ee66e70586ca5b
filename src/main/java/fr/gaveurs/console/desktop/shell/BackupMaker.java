package fr.gaveurs.console.desktop.shell;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Writes a backup of everything into a file of the person's choice, while the console goes on. */
@FunctionalInterface
public interface BackupMaker {
    /**
     * Blocks until the file is whole; nothing is left of one that is not.
     *
     * @param target is replaced where it exists
     * @param percent hears how far it is, 0–100, on the calling thread
     * @param cancelled asked all the time: once it says true the backup is given up
     * @return the file's size in bytes
     * @throws Exception whose message says why there is none, and what to do
     */
    long write(Path target, IntConsumer percent, BooleanSupplier cancelled) throws Exception;
}

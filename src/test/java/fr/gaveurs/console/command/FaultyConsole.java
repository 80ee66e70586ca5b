package fr.gaveurs.console.command;

import fr.gaveurs.console.Main;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The console, with a fault that comes when a file is made that bears its name; the file goes first. */
final class FaultyConsole {
    /** All that was allocated, a chain. */
    private static Object[] held = {};

    private FaultyConsole() {}

    /** @param args the folder of those files, then the console's own arguments */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        on(folder.resolve("heap"), () -> {
            while (true) {
                held = new Object[] {held, new byte[1 << 20]};
            }
        });
        on(folder.resolve("direct"), () -> {
            while (true) {
                held = new Object[] {held, ByteBuffer.allocateDirect(1 << 20)};
            }
        });
        on(folder.resolve("pool"), () -> {
            QueuedThreadPool pool = new QueuedThreadPool();
            try {
                pool.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            pool.execute(() -> {
                while (true) {
                    held = new Object[] {held, ByteBuffer.allocateDirect(1 << 20)};
                }
            });
        });
        on(folder.resolve("busy"), () -> {
            long from = System.nanoTime();
            while (System.nanoTime() - from < 5_000_000_000L) {
                Thread.onSpinWait();
            }
        });
        List<String> own = List.of(args).subList(1, args.length);
        Main.main(own.toArray(String[]::new));
    }

    private static void on(Path file, Runnable fault) {
        Thread.ofPlatform().daemon().name("fault").start(() -> {
            try {
                while (!Files.deleteIfExists(file)) {
                    Thread.sleep(50);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            fault.run();
        });
    }
}

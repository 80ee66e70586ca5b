package fr.gaveurs.console.simulator.firmware;

import java.util.Random;
import java.util.function.LongConsumer;

/** What goes wrong on the way of one download, and who hears how far it is. */
final class DownloadTrouble implements ImageDownload.Trouble {
    private static final long PROGRESS_NANOS = 1_000_000_000L;

    private final boolean noRange;
    private final long size;
    private final Random chance;
    private final long powerCutAt;
    private final LongConsumer progress;
    private final Runnable powerCut;
    private boolean first = true;
    private long told;

    /**
     * @param size of the image, bytes
     * @param powerCutAt so many bytes; a very large number for never
     * @param progress told about once a second how many bytes there are
     */
    DownloadTrouble(
            boolean noRange, long size, Random chance, long powerCutAt, LongConsumer progress, Runnable powerCut) {
        this.noRange = noRange;
        this.size = size;
        this.chance = chance;
        this.powerCutAt = powerCutAt;
        this.progress = progress;
        this.powerCut = powerCut;
    }

    @Override
    public boolean noRange() {
        return noRange;
    }

    @Override
    public long cutAfter() {
        if (noRange && first) {
            first = false;
            return 1L + chance.nextInt((int) size);
        }
        return Long.MAX_VALUE;
    }

    @Override
    public void progress(long bytes) {
        long now = System.nanoTime();
        if (told == 0 || now - told > PROGRESS_NANOS) {
            told = now;
            progress.accept(bytes);
        }
        if (bytes >= powerCutAt) {
            powerCut.run();
        }
    }
}

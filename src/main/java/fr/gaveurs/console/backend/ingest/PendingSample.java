package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.api.devices.DeviceWire.Kept;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Fusion;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.StoreResult;
import org.jspecify.annotations.Nullable;

/** A sample on its way to the database or the spool, which answers its device itself. */
final class PendingSample implements Ingest.Delivery {
    private final DeviceSocket socket;
    private final DeviceSocketContext sockets;
    private final GradedSample sample;
    private final long begin;
    private final int bytes;
    private boolean settled;

    /**
     * @param begin when its message was complete, by the monotonic clock
     * @param bytes of its message, which it is counted by until it is answered
     */
    PendingSample(DeviceSocket socket, DeviceSocketContext sockets, GradedSample sample, long begin, int bytes) {
        this.socket = socket;
        this.sockets = sockets;
        this.sample = sample;
        this.begin = begin;
        this.bytes = bytes;
        sockets.group().held().add(bytes);
    }

    /** The queue did not take it, and will not. */
    void notTaken() {
        settle();
    }

    private void settle() {
        if (!settled) {
            settled = true;
            sockets.group().held().give(bytes, false);
        }
    }

    private void note(RefusalReason reason, String words) {
        sockets.history().refused(sample.measurement().deviceId(), reason, words);
    }

    @Override
    public GradedSample sample() {
        return sample;
    }

    @Override
    public void done(StoreResult outcome) {
        settle();
        Fusion fusion = sample.grading().fusion();
        switch (outcome) {
            case StoreResult.Saved saved -> acknowledge(Kept.SAVED, fusion.finalScore(), fusion.finalGrade());
            case StoreResult.Reused saved -> acknowledge(Kept.SAVED, fusion.finalScore(), fusion.finalGrade());
            case StoreResult.Duplicate stored -> acknowledge(Kept.SAVED, stored.finalScore(), stored.grade());
            case StoreResult.Quarantined refused -> {
                note(RefusalReason.QUARANTINED, "the database refuses this sample for good");
                fail("not stored: the database refuses this sample for good; it is kept in quarantine");
            }
        }
        sockets.processed(System.nanoTime() - begin);
    }

    @Override
    public void spooled() {
        settle();
        Fusion fusion = sample.grading().fusion();
        acknowledge(Kept.SPOOLED, fusion.finalScore(), fusion.finalGrade());
        sockets.processed(System.nanoTime() - begin);
    }

    @Override
    public void refused(String reason) {
        settle();
        note(RefusalReason.NO_ROOM, "the database is away and the console's spool is full");
        // The reason names folders: it is for the console's log and health, not for a device.
        fail("not stored: the database is away and the console's spool is full; keep the sample and send it again in"
                + " 30 s");
    }

    @Override
    public void abandoned() {
        settle();
        fail("not stored: the console ends or failed at it; keep the sample and send it again");
    }

    @Override
    public void told() {
        socket.flush();
    }

    private void acknowledge(Kept kept, @Nullable Double score, Grade grade) {
        socket.sendSoon(Acknowledgement.encode(sample.measurement().sampleId(), sockets.now(), kept, score, grade));
    }

    private void fail(String words) {
        socket.answer(new DeviceWire.Failure(sample.measurement().sampleId(), words));
    }
}

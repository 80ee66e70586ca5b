package fr.gaveurs.console.simulator.firmware;

import fr.gaveurs.console.api.Sha256;
import fr.gaveurs.console.api.firmware.FirmwareReport.OtaState;
import fr.gaveurs.console.api.firmware.FirmwareStatement;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A board's flash as ESP-IDF uses it: two slots, and in the otadata which of them starts next and how it was found. What
 * is in the flash outlives a cut of the power; each write of otadata is whole or not at all, as with its two sectors.
 * Thread-safe.
 */
public final class FirmwareBoard {
    /** How the bootloader knows a slot. */
    private enum Mark {
        EMPTY,
        /** Starts next, for the first time. */
        NEW,
        PENDING_VERIFY,
        VALID,
        /** Was started and never marked valid, or was called back. */
        ABORTED
    }

    private static final class Slot {
        private byte[] content = new byte[0];
        private int length;
        private Mark mark = Mark.EMPTY;
        private @Nullable Program program;
    }

    /** An offer as the board keeps it in its flash. */
    public record Offer(
            String offerId,
            FirmwareStatement statement,
            String url,
            @Nullable String signature,
            @Nullable String keyId,
            long deadlineSeconds) {}

    private final int chipId;
    private final int slotSize;
    private final Map<String, PublicKey> keys;
    private final Slot[] slots = {new Slot(), new Slot()};
    private int next;
    private int running;
    private @Nullable Offer offer;
    private @Nullable String startedBy;
    private String resetReason = "power_on";

    /**
     * @param keys that were built in, by their ids; empty: whatever comes is taken
     */
    public FirmwareBoard(int chipId, int slotSize, Program factory, Map<String, PublicKey> keys) {
        this.chipId = chipId;
        this.slotSize = slotSize;
        this.keys = Map.copyOf(keys);
        slots[0].program = factory;
        slots[0].mark = Mark.VALID;
    }

    /** The program that runs. */
    public synchronized Program program() {
        Program now = slots[running].program;
        if (now == null) {
            throw new IllegalStateException("nothing runs");
        }
        return now;
    }

    public synchronized int chipId() {
        return chipId;
    }

    public synchronized int slotSize() {
        return slotSize;
    }

    public synchronized String resetReason() {
        return resetReason;
    }

    /** Whether some slot holds a program that starts: a board without one is lost. */
    public synchronized boolean bootable() {
        for (Slot slot : slots) {
            if (slot.program != null && (slot.mark == Mark.VALID || slot.mark == Mark.PENDING_VERIFY)) {
                return true;
            }
        }
        return false;
    }

    public synchronized OtaState otaState() {
        return slots[running].mark == Mark.PENDING_VERIFY ? OtaState.PENDING_VERIFY : OtaState.VALID;
    }

    /** The offer that it is at work on, or that the running program came by. */
    public synchronized @Nullable Offer offer() {
        return offer;
    }

    /** The offer by which the running program came, until it is marked valid. */
    public synchronized @Nullable String startedBy() {
        return startedBy;
    }

    private Slot other() {
        return slots[1 - running];
    }

    /**
     * Begins with an offer: what was in the other slot is gone, unless it is part of the same image.
     *
     * @return how many bytes of it are there
     */
    public synchronized int begin(Offer begun) {
        Slot slot = other();
        Offer before = offer;
        boolean same = before != null
                && before.statement().sha256().equals(begun.statement().sha256())
                && slot.mark == Mark.EMPTY
                && slot.program == null;
        offer = begun;
        if (!same) {
            slot.mark = Mark.EMPTY;
            slot.program = null;
            slot.content = new byte[(int) begun.statement().size()];
            slot.length = 0;
        }
        return slot.length;
    }

    /** Begins the image anew. */
    public synchronized void startOver() {
        other().length = 0;
    }

    /** Writes the next bytes; those over the end of the image are dropped. */
    public synchronized void write(byte[] bytes, int size) {
        Slot slot = other();
        int fits = Math.min(size, slot.content.length - slot.length);
        System.arraycopy(bytes, 0, slot.content, slot.length, fits);
        slot.length += fits;
    }

    /** A worn cell: one bit of what was written is another one. */
    public synchronized void spoil() {
        Slot slot = other();
        if (slot.length > 0 && slot.content.length > 0) {
            slot.content[slot.length / 2] ^= 0x10;
        }
    }

    public synchronized int written() {
        return other().length;
    }

    /**
     * Reads back what was written, and lets it start next if it is the image that was offered and signed.
     *
     * @return null if it is; else the error's code
     */
    public synchronized @Nullable String finish() {
        Slot slot = other();
        Offer done = offer;
        if (done == null) {
            return "no_offer";
        }
        if (slot.mark == Mark.NEW) {
            return null; // it is the next to start already
        }
        FirmwareStatement said = done.statement();
        if (slot.length != said.size()) {
            return "size_mismatch";
        }
        if (!Sha256.hex(slot.content).equals(said.sha256())) {
            slot.length = 0;
            return "hash_mismatch";
        }
        String wrong = signature(done);
        Program program = Program.of(slot.content, slot.length);
        if (wrong == null && program == null) {
            wrong = "bad_image";
        }
        if (wrong == null
                && program != null
                && program.secureVersion() < program().secureVersion()) {
            wrong = "older_secure_version";
        }
        if (wrong != null) {
            slot.length = 0;
            return wrong;
        }
        slot.program = program;
        slot.content = new byte[0];
        slot.mark = Mark.NEW;
        next = 1 - running;
        return null;
    }

    private @Nullable String signature(Offer done) {
        if (keys.isEmpty()) {
            return null;
        }
        String value = done.signature();
        PublicKey key = done.keyId() == null ? null : keys.get(done.keyId());
        if (value == null || key == null) {
            return "unknown_key";
        }
        return done.statement().isSignedBy(key, Base64.getDecoder().decode(value)) ? null : "bad_signature";
    }

    /** The board starts: the bootloader chooses. */
    public synchronized void boot(String reason) {
        resetReason = reason;
        Slot chosen = slots[next];
        switch (chosen.mark) {
            case NEW -> {
                chosen.mark = Mark.PENDING_VERIFY;
                running = next;
                startedBy = offer == null ? null : offer.offerId();
            }
            case PENDING_VERIFY -> {
                // It was started once and did not prove itself.
                chosen.mark = Mark.ABORTED;
                goBack();
            }
            case VALID -> running = next;
            case EMPTY, ABORTED -> goBack();
        }
    }

    private void goBack() {
        Slot other = slots[1 - next];
        if (other.mark == Mark.VALID && other.program != null) {
            next = 1 - next;
            running = next;
        }
        offer = null;
        startedBy = null;
    }

    /** Marks the running program valid. */
    public synchronized void markValid() {
        slots[running].mark = Mark.VALID;
        offer = null;
        startedBy = null;
    }

    /**
     * Lets the program before this one start next.
     *
     * @return whether there is one
     */
    public synchronized boolean revert() {
        Slot other = other();
        if (other.program == null || other.mark != Mark.VALID) {
            return false;
        }
        slots[running].mark = Mark.ABORTED;
        next = 1 - running;
        offer = null;
        startedBy = null;
        return true;
    }

    /** Gives the offer up; what runs stays. */
    public synchronized void abandon() {
        if (slots[1 - running].mark != Mark.VALID || slots[1 - running].program == null) {
            slots[1 - running].mark = Mark.EMPTY;
            slots[1 - running].program = null;
            slots[1 - running].length = 0;
        }
        next = running;
        offer = null;
    }
}

package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.devices.DeviceWire.Ack;
import fr.gaveurs.console.api.devices.DeviceWire.Kept;
import fr.gaveurs.console.api.quality.Grade;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the one answer that every sample gets, byte for byte as {@link Json#MAPPER} writes an {@link Ack}. What is not
 * plain is left to that one.
 */
final class Acknowledgement {
    private static final byte[] ID = ascii("{\"sample_id\":\"");
    private static final byte[] TIME = ascii("\",\"timestamp\":\"");
    private static final byte[] STATUS = ascii("\",\"status\":\"");
    private static final byte[] SCORE = ascii("\",\"fusion_score\":");
    private static final byte[] GRADE = ascii(",\"fusion_grade\":\"");
    private static final byte[] END = ascii("\",\"type\":\"ack\"}");
    private static final byte[] SAVED = ascii("saved");
    private static final byte[] SPOOLED = ascii("spooled");
    private static final byte[] NULL = ascii("null");
    private static final byte[][] LETTERS = letters();

    /** Bytes of all but the id, at most. */
    private static final int ROOM = 200;

    /** Below, a double is written with an exponent. */
    private static final double LEAST_PLAIN = 1e-3;

    private static final int MILLION = 1_000_000;

    /** A second as it is written, without its fraction; of a commit's acknowledgements nearly all have the same. */
    private static volatile Second last = new Second(Instant.EPOCH);

    private record Second(long epoch, byte[] text) {
        Second(Instant time) {
            this(time.getEpochSecond(), text(time));
        }

        private static byte[] text(Instant time) {
            String whole = Instant.ofEpochSecond(time.getEpochSecond()).toString();
            return ascii(whole.substring(0, whole.length() - 1));
        }
    }

    private final byte[] bytes;
    private int at;

    private Acknowledgement(int room) {
        bytes = new byte[room];
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[][] letters() {
        Grade[] grades = Grade.values();
        byte[][] letters = new byte[grades.length][];
        for (Grade grade : grades) {
            letters[grade.ordinal()] = ascii(grade.letter());
        }
        return letters;
    }

    /** The message as UTF-8. */
    static byte[] encode(String sampleId, Instant now, Kept kept, @Nullable Double score, Grade grade) {
        Acknowledgement ack = new Acknowledgement(ROOM + sampleId.length());
        ack.add(ID);
        if (!ack.addPlain(sampleId)) {
            return Json.MAPPER.writeValueAsBytes(new Ack(sampleId, now, kept, score, grade));
        }
        ack.add(TIME);
        ack.addTime(now);
        ack.add(STATUS);
        ack.add(kept == Kept.SAVED ? SAVED : SPOOLED);
        ack.add(SCORE);
        ack.addScore(score);
        ack.add(GRADE);
        ack.add(LETTERS[grade.ordinal()]);
        ack.add(END);
        return Arrays.copyOf(ack.bytes, ack.at);
    }

    private void add(byte[] text) {
        System.arraycopy(text, 0, bytes, at, text.length);
        at += text.length;
    }

    /** Whether it is all printable ASCII without anything that JSON escapes. */
    private boolean addPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
            bytes[at++] = (byte) c;
        }
        return true;
    }

    private void addTime(Instant time) {
        Second second = last;
        if (second.epoch() != time.getEpochSecond()) {
            second = new Second(time);
            last = second;
        }
        add(second.text());
        int nanos = time.getNano();
        if (nanos != 0) {
            // Three, six or nine digits, as many as there are.
            bytes[at++] = '.';
            addDigits(nanos / MILLION, 3);
            if (nanos % MILLION != 0) {
                addDigits(nanos / 1_000 % 1_000, 3);
            }
            if (nanos % 1_000 != 0) {
                addDigits(nanos % 1_000, 3);
            }
        }
        bytes[at++] = 'Z';
    }

    private void addDigits(int number, int digits) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
    }

    /** Scores are whole millionths from 0 to 1: their digits are known without looking for the shortest. */
    private void addScore(@Nullable Double score) {
        if (score == null) {
            add(NULL);
            return;
        }
        double value = score;
        int millionths = (int) Math.rint(value * MILLION);
        if (value >= LEAST_PLAIN && value <= 1 && (double) millionths / MILLION == value) {
            bytes[at++] = (byte) ('0' + millionths / MILLION);
            bytes[at++] = '.';
            addDigits(millionths % MILLION, 6);
            while (bytes[at - 1] == '0' && bytes[at - 2] != '.') {
                at--;
            }
        } else {
            add(ascii(score.toString()));
        }
    }
}

package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one message of Protocol Buffers, one after the other. It never reads beyond the message, makes no
 * object larger than what stands there, and goes no deeper than whoever asks for {@link #message()}.
 */
final class ProtoReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int MOST_FIELD = (1 << 29) - 1;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int field;
    private int wire;
    /** Of a field of bytes, where they begin and end. */
    private int from;

    private int to;

    ProtoReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ProtoReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    static OnnxException damaged(String what) {
        return new OnnxException(
                Reason.DAMAGED,
                "the file is no whole ONNX file (" + what + "): export the model again, and copy it whole");
    }

    /** Goes to the next field; false at the message's end. What was not read of the last one is passed over. */
    boolean next() throws OnnxException {
        if (at >= end) {
            return false;
        }
        long tag = readVarint();
        wire = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 3 > MOST_FIELD) {
            throw damaged("a field has no number");
        }
        field = (int) (tag >>> 3);
        switch (wire) {
            case VARINT -> {
                from = at;
                readVarint();
            }
            case FIXED64 -> skip(8);
            case FIXED32 -> skip(4);
            case BYTES -> {
                long length = readVarint();
                if (length < 0 || length > end - at) {
                    throw damaged("a part is longer than the file");
                }
                skip((int) length);
            }
            default -> throw damaged("a field of a kind that there is not");
        }
        to = at;
        return true;
    }

    private void skip(int length) throws OnnxException {
        if (length > end - at) {
            throw damaged("it ends within a number");
        }
        from = at;
        at += length;
    }

    private long readVarint() throws OnnxException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at >= end) {
                throw damaged("it ends within a number");
            }
            byte next = bytes[at++];
            if (shift == 63 && (next & 0xFE) != 0) {
                throw damaged("a number that is too long");
            }
            value |= ((long) (next & 0x7F)) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged("a number that is too long");
    }

    int field() {
        return field;
    }

    /** Bytes of the present field. */
    int length() {
        return to - from;
    }

    private void need(int wanted) throws OnnxException {
        if (wire != wanted) {
            throw damaged("field " + field + " is of another kind than it should be");
        }
    }

    /** The present field as a whole number. */
    long number() throws OnnxException {
        need(VARINT);
        return new ProtoReader(bytes, from, to).readVarint();
    }

    float fixedFloat() throws OnnxException {
        need(FIXED32);
        return Float.intBitsToFloat((int) little(from, 4));
    }

    /** The present field as a message. */
    ProtoReader message() throws OnnxException {
        need(BYTES);
        return new ProtoReader(bytes, from, to);
    }

    /** The present field as text. */
    String text(int most) throws OnnxException {
        need(BYTES);
        if (length() > most) {
            throw new OnnxException(
                    Reason.NAME, "a name or text has " + length() + " bytes, and " + most + " are allowed: shorten it");
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length()));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw damaged("a text is not UTF-8");
        }
    }

    /** A number of a repeated field, each in a field of its own or all in one. */
    interface EachLong {
        void take(long value) throws OnnxException;
    }

    /** A figure of a repeated field. */
    interface EachDouble {
        void take(double value) throws OnnxException;
    }

    void numbers(EachLong each) throws OnnxException {
        if (wire == VARINT) {
            each.take(number());
            return;
        }
        need(BYTES);
        ProtoReader packed = new ProtoReader(bytes, from, to);
        while (packed.at < packed.end) {
            each.take(packed.readVarint());
        }
    }

    void floats(EachDouble each) throws OnnxException {
        if (wire == FIXED32) {
            each.take(fixedFloat());
            return;
        }
        raw(4, (bits) -> each.take(Float.intBitsToFloat((int) bits)));
    }

    void doubles(EachDouble each) throws OnnxException {
        if (wire == FIXED64) {
            each.take(Double.longBitsToDouble(little(from, 8)));
            return;
        }
        raw(8, (bits) -> each.take(Double.longBitsToDouble(bits)));
    }

    /** The present field as little-endian numbers of so many bytes each. */
    void raw(int size, EachLong each) throws OnnxException {
        need(BYTES);
        if (length() % size != 0) {
            throw damaged("numbers that are cut off");
        }
        for (int i = from; i < to; i += size) {
            each.take(little(i, size));
        }
    }

    private long little(int begin, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[begin + i] & 0xFF);
        }
        return value;
    }
}

package fr.gaveurs.console.backend.features.models.onnx.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What console and process say to each other: the four bytes {@code GVOX}, a length, a kind, and so many bytes. Numbers
 * are big-endian, figures 32 bits.
 */
public final class Frames {
    /** The class that the process begins with: it is never loaded here, for it knows the library. */
    public static final String MAIN = "fr.gaveurs.console.backend.features.models.onnx.worker.OnnxWorker";

    /** To the process: the bytes of a file. */
    public static final byte LOAD = 1;
    /** To the process: a table of figures. */
    public static final byte RUN = 2;
    /** From the process: the file is loaded. */
    public static final byte READY = 3;
    /** From the process: a table of figures. */
    public static final byte SAID = 4;
    /** From the process: why it could not; UTF-8. */
    public static final byte FAULT = 5;

    /** Rows of a table. */
    public static final int MOST_ROWS = 500;
    /** Bytes of what goes to the process: a file of 20 MiB, or fewer figures. */
    public static final int MOST_TO_PROCESS = (20 << 20) + 16;
    /** Bytes of what comes from it. */
    public static final int MOST_FROM_PROCESS = 1 << 16;

    private static final int MAGIC = 0x47564F58;
    private static final int MOST_WORDS = 500;

    private Frames() {}

    /** One of them. */
    public record Frame(byte kind, byte[] content) {}

    public static void write(DataOutputStream out, byte kind, byte[] content) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(content.length);
        out.writeByte(kind);
        out.write(content);
        out.flush();
    }

    /**
     * The next one; blocks.
     *
     * @param most bytes that it may have
     * @return null where the other end has closed
     * @throws IOException if it is none, too long or cut off
     */
    public static @Nullable Frame read(DataInputStream in, int most) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int magic = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int length = in.readInt();
        byte kind = in.readByte();
        if (magic != MAGIC || length < 0 || length > most) {
            throw new IOException("what came is no message, or longer than " + most + " bytes");
        }
        byte[] content = new byte[length];
        in.readFully(content);
        return new Frame(kind, content);
    }

    /** Rows of the same length as bytes: rows, columns, figures. */
    public static byte[] table(float[] figures, int rows, int columns) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * figures.length).order(ByteOrder.BIG_ENDIAN);
        bytes.putInt(rows).putInt(columns);
        bytes.asFloatBuffer().put(figures);
        return bytes.array();
    }

    /** What was made by {@link #table}. */
    public record Table(int rows, int columns, float[] figures) {}

    /** @throws IOException if it is none */
    public static Table table(byte[] content) throws IOException {
        if (content.length < 8) {
            throw new EOFException("a table is cut off");
        }
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.BIG_ENDIAN);
        int rows = bytes.getInt();
        int columns = bytes.getInt();
        if (rows < 0 || columns < 0 || rows > MOST_ROWS || 4L * rows * columns != content.length - 8) {
            throw new IOException(
                    "a table of " + rows + " rows and " + columns + " columns has " + content.length + " bytes");
        }
        float[] figures = new float[rows * columns];
        bytes.asFloatBuffer().get(figures);
        return new Table(rows, columns, figures);
    }

    /** Words as bytes; what cannot be printed is left out. */
    static byte[] words(@Nullable String text) {
        String plain = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
        int end = Math.min(MOST_WORDS, plain.length());
        boolean within = end < plain.length() && Character.isHighSurrogate(plain.charAt(end - 1));
        return plain.substring(0, within ? end - 1 : end).getBytes(StandardCharsets.UTF_8);
    }
}

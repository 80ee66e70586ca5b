package fr.gaveurs.console.backend.bugs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kinds of files that may be attached, known by their first bytes: what a sender calls them is not believed. */
enum FileType {
    PNG("image/png", "89504E470D0A1A0A"),
    JPEG("image/jpeg", "FFD8FF"),
    GIF("image/gif", "47494638"),
    WEBP("image/webp", "52494646") {
        @Override
        boolean fits(byte[] bytes) {
            return super.fits(bytes)
                    && bytes.length >= 12
                    && new String(bytes, 8, 4, StandardCharsets.US_ASCII).equals("WEBP");
        }
    },
    PDF("application/pdf", "255044462D"),
    ZIP("application/zip", "504B0304"),
    GZIP("application/gzip", "1F8B"),
    /** Anything that is readable, which is never shown as more than text. */
    TEXT("text/plain; charset=utf-8", "") {
        @Override
        boolean fits(byte[] bytes) {
            for (byte b : bytes) {
                if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1B) {
                    return false;
                }
            }
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return true;
            } catch (CharacterCodingException e) {
                return false;
            }
        }
    };

    private final String contentType;
    private final byte[] begin;

    FileType(String contentType, String begin) {
        this.contentType = contentType;
        this.begin = java.util.HexFormat.of().parseHex(begin);
    }

    String contentType() {
        return contentType;
    }

    boolean fits(byte[] bytes) {
        return bytes.length >= begin.length && Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length);
    }

    /** Null for what is none of these. */
    static @Nullable FileType of(byte[] bytes) {
        for (FileType type : values()) {
            if (type.fits(bytes)) {
                return type;
            }
        }
        return null;
    }
}

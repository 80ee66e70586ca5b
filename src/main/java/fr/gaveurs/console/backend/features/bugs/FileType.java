package fr.gaveurs.console.backend.features.bugs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of files that may be attached, known by their bytes: what a sender calls them is not believed. */
enum FileType {
    PNG("image/png", "89504E470D0A1A0A"),
    JPEG("image/jpeg", "FFD8FF"),
    GIF("image/gif", "47494638"),
    WEBP("image/webp", "52494646") {
        @Override
        boolean fits(byte[] bytes) {
            return super.fits(bytes) && latin(bytes, 8, 4).equals("WEBP");
        }
    },
    PDF("application/pdf", "255044462D"),
    ZIP("application/zip", "504B0304"),
    GZIP("application/gzip", "1F8B"),
    /** Notepad's "Unicode". Only with its mark: without, nothing tells it from any other bytes. */
    UTF_16("text/plain; charset=utf-16", "") {
        @Override
        boolean fits(byte[] bytes) {
            boolean big = begins(bytes, "FEFF");
            return (big || begins(bytes, "FFFE"))
                    && isText(bytes, 2, big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        }
    },
    /** Anything that is readable, which is never shown as more than text. */
    TEXT("text/plain; charset=utf-8", "") {
        @Override
        boolean fits(byte[] bytes) {
            return isText(bytes, 0, StandardCharsets.UTF_8);
        }
    },
    /** Scanners, printers and telephones put lines of their own before it; readers look for it in the first 1,024 bytes. */
    LATE_PDF("application/pdf", "") {
        @Override
        boolean fits(byte[] bytes) {
            return LATE_HEAD.matcher(latin(bytes, 0, 1_024)).find();
        }
    };

    private static final Pattern LATE_HEAD = Pattern.compile("%PDF-[12]\\.[0-9]");

    /** What is met most of what may not be attached, by its first bytes or by the brand of its container. */
    private static final String PHOTO =
            "this is a photo as telephones take them (HEIC, HEIF or AVIF), which few programs"
                    + " can show: send it as JPEG (iPhone: Settings, Camera, Formats, Most Compatible), or put it into a ZIP";

    private static final String FALLBACK =
            "send PNG, JPEG, GIF, WebP, PDF, ZIP, gzip, or text in UTF-8 or UTF-16; put" + " anything else into a ZIP";

    private final String contentType;
    private final String begin;

    FileType(String contentType, String begin) {
        this.contentType = contentType;
        this.begin = begin;
    }

    String contentType() {
        return contentType;
    }

    boolean fits(byte[] bytes) {
        return begins(bytes, begin);
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

    /** What somebody can do whose file is of none of these kinds. */
    static String advice(byte[] bytes) {
        if (latin(bytes, 4, 4).equals("ftyp")) {
            String brand = latin(bytes, 8, 4).toLowerCase(Locale.ROOT);
            return brand.matches("hei.|hev.|mif1|msf1|avi[fs]")
                    ? PHOTO
                    : "this is a film or a sound: put it into a ZIP of 10 MiB at most, or send a picture of it";
        }
        if (begins(bytes, "424D") || begins(bytes, "49492A00") || begins(bytes, "4D4D002A")) {
            return "this is a picture as BMP, TIFF or raw: save it as PNG or JPEG";
        }
        if (begins(bytes, "D0CF11E0A1B11AE1")) {
            return "this is a document of an old Office: save it as PDF, or put it into a ZIP";
        }
        if (begins(bytes, "FEFF") || begins(bytes, "FFFE")) {
            return "this begins like text in UTF-16 but is damaged: save it as UTF-8";
        }
        if (isText(bytes, 0, StandardCharsets.ISO_8859_1)) {
            return "this is text, but not in UTF-8 (perhaps Windows-1252): save it as UTF-8, or put it into a ZIP";
        }
        if (latin(bytes, 0, 1_024).matches("(?s)([^\\x00]\\x00)+.?|(\\x00[^\\x00])+.?")) {
            return "this may be text in UTF-16 without its byte order mark: save it as UTF-8, or put it into a ZIP";
        }
        return FALLBACK;
    }

    private static boolean begins(byte[] bytes, String hex) {
        byte[] begin = HexFormat.of().parseHex(hex);
        return bytes.length >= begin.length && Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length);
    }

    private static String latin(byte[] bytes, int from, int length) {
        int begin = Math.min(from, bytes.length);
        return new String(bytes, begin, Math.min(length, bytes.length - begin), StandardCharsets.ISO_8859_1);
    }

    /** Whether it is whole in an encoding and has no control characters but those of text and of terminals' colours. */
    private static boolean isText(byte[] bytes, int from, Charset charset) {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .chars()
                    .noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

package fr.gaveurs.console.backend.features.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypeTest {
    private static final String BINARY = "\n%\u00E2\u00E3\u0000\u0001 1 0 obj";

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aPdfMayHaveLinesBeforeItsHead() {
        assertThat(FileType.of(latin("%PDF-1.7" + BINARY))).isEqualTo(FileType.PDF);
        for (String before : new String[] {
            "\u00EF\u00BB\u00BF", "\r\n\r\n", "\u0000\u0000", "@PJL ENTER LANGUAGE=PDF\r\n", "x".repeat(1_010)
        }) {
            FileType type = FileType.of(latin(before + "%PDF-1.4" + BINARY));
            assertThat(type).as(before).isNotNull();
            assertThat(java.util.Objects.requireNonNull(type).contentType()).isEqualTo("application/pdf");
        }
        assertThat(FileType.of(latin("x".repeat(1_030) + "%PDF-1.4" + BINARY))).isNull();
        assertThat(FileType.of(latin("MZ\u0000\u0001%PDF-"))).isNull();
        assertThat(FileType.of(latin("the line '%PDF-1.4' is missing"))).isEqualTo(FileType.TEXT);
    }

    @Test
    void textIsReadInUtf8AndWithItsMarkInUtf16() {
        assertThat(FileType.of("\uFEFFété".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileType.TEXT);
        assertThat(FileType.of("été\r\n\uD83E\uDD86".getBytes(StandardCharsets.UTF_16)))
                .isEqualTo(FileType.UTF_16);
        assertThat(FileType.of("\uFEFFété".getBytes(StandardCharsets.UTF_16LE))).isEqualTo(FileType.UTF_16);
        assertThat(FileType.of(new byte[] {(byte) 0xFF, (byte) 0xFE, 1, 0})).isNull();
        assertThat(FileType.of(new byte[] {(byte) 0xFE, (byte) 0xFF, 'a'})).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0000001866747970686569630000 | send it as JPEG",
                "00000018667479706D6966310000 | send it as JPEG",
                "0000001866747970617669660000 | send it as JPEG",
                "0000001866747970717420200000 | a film or a sound",
                "424D00000000 | save it as PNG or JPEG",
                "49492A0000 | save it as PNG or JPEG",
                "D0CF11E0A1B11AE100 | save it as PDF",
                "E974E9 | save it as UTF-8",
                "FFFE0100 | save it as UTF-8",
                "610062006300 | UTF-16 without its byte order mark",
                "4D5A0001 | put anything else into a ZIP",
                "00 | put anything else into a ZIP",
            })
    void whatIsRefusedSaysWhatToDo(String hex, String advice) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(FileType.of(bytes)).isNull();
        assertThat(FileType.advice(bytes)).contains(advice);
    }
}

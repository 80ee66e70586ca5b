package fr.gaveurs.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F, 0x061C, 0xFEFF,
                0x200B, 0x2060, 0xAD, 0xE0041, 0x2028, 0x3164
            })
    void whatCannotBeSeenLeaves(int mark) {
        assertThat(FileName.clean("a" + Character.toString(mark) + "gpj.exe")).isEqualTo("agpj.exe");
    }

    @Test
    void whatNoSystemTakesIsALine() {
        assertThat(FileName.clean("a\u0000b\u007Fc\u0085d\r\ne.txt")).isEqualTo("a_b_c_d_e.txt");
        assertThat(FileName.clean("../x\\y:z*?\"<>|.png")).isEqualTo(".._x_y_z_.png");
        assertThat(FileName.clean("half \uD83D.png")).isEqualTo("half _.png");
        assertThat(FileName.clean("nul")).isEqualTo("_nul");
        assertThat(FileName.clean("COM1.log")).isEqualTo("_COM1.log");
        assertThat(FileName.clean("console.log")).isEqualTo("console.log");
        assertThat(FileName.clean(" name . . ")).isEqualTo("name");
        assertThat(FileName.clean("\u202E\u200D")).isEqualTo("file");
        assertThat(FileName.clean("..")).isEqualTo("file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo du 3 août.png",
                "a+b & c=d%20.txt",
                "日本語.pdf",
                "\uD83D\uDC68\u200D\uD83C\uDF3E.png",
                "می\u200Cخواهم.pdf"
            })
    void anythingElseStays(String name) {
        assertThat(FileName.clean(name)).isEqualTo(name);
    }
}

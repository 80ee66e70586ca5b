package fr.gaveurs.console.api.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "chef@example.fr, chef@example.fr",
        "' chef.de-ligne+matin@mail ', chef.de-ligne+matin@mail",
        "chef@exämple.fr, chef@xn--exmple-cua.fr",
        "chef@éleveurs-réunis.fr, chef@xn--leveurs-runis-9gbj.fr",
        "oneill@[192.168.1.20], oneill@[192.168.1.20]",
    })
    void itsDomainIsWrittenAsServersKnowIt(String typed, String ascii) {
        assertThat(MailAddress.ascii(typed)).isEqualTo(ascii);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chef",
                "@example.fr",
                "chef@",
                "é@example.fr",
                "chef.@example.fr",
                "chef de ligne@example.fr",
                "chef@exa mple.fr",
                "chef@.fr",
                "chef@example..fr",
                "chef@-example.fr",
                "a@b@example.fr",
                "chef@example.fr\r\nRCPT TO:<x@y>",
            })
    void whatServersDoNotKnowIsNone(String typed) {
        assertThat(MailAddress.ascii(typed)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65})
    void itIsNoLongerThanServersTake(int letters) {
        assertThat(MailAddress.ascii("a".repeat(letters) + "@example.fr") != null)
                .isEqualTo(letters == 64);
    }
}

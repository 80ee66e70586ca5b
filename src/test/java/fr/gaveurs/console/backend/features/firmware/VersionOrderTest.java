package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionOrderTest {
    @ParameterizedTest
    @CsvSource({
        "3.0.0, 3.3.0, true",
        "3.3.0, 3.0.0, false",
        "1.9.0, v1.10, true",
        "1.2, 1.2.0, false",
        "1.2, 1.2.1, true",
        "1.1.0-blind, 1.2.0, true",
        "1.2.0-3-gabcdef, 1.2.0, false",
        "1.2.0, 1.2.0-3-gabcdef, false",
        "abc, 1.0.0, false",
        "1.0.0, night, false",
        "99999999999, 1.0.0, false",
        "1..2, 3.0, false",
    })
    void saysWhichOneIsSurelyEarlier(String version, String than, boolean older) {
        assertThat(VersionOrder.isOlder(version, than)).isEqualTo(older);
    }
}

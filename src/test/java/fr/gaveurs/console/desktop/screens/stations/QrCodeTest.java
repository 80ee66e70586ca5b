package fr.gaveurs.console.desktop.screens.stations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://192.168.1.20:8000/ws/sensors/",
                "ws://[fd00::12:3456:789a:bcde]:65535/ws/sensors/",
                "ws://a-rather-long-host-name.of-a-hall.example.org:8000/ws/sensors/"
            })
    void aReaderReadsTheAddress(String address) throws Exception {
        QrCode code = QrCode.of(address);
        BitMatrix seen = new BitMatrix(code.size());
        for (int row = 0; row < code.size(); row++) {
            for (int column = 0; column < code.size(); column++) {
                if (code.dark(column, row)) {
                    seen.set(column, row);
                }
            }
        }
        assertThat(new Decoder().decode(seen).getText()).isEqualTo(address);
    }

    @Test
    void whatNoCodeHoldsIsRefused() {
        assertThatThrownBy(() -> QrCode.of("a".repeat(5_000))).isInstanceOf(IllegalArgumentException.class);
    }
}

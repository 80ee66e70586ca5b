package fr.gaveurs.console.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What README says of simulated boards is what they play. */
class FirmwareFleetProfilesTest {
    /** {@code simulate} begins with the eleventh station of each of three sites. */
    private static final int FIRST = 30;

    @Test
    void readmeNamesTheStationOfEachProfile() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("README.md"));
        List<FirmwareProfile> mixed = FirmwareFleet.mixed();
        for (FirmwareProfile profile : FirmwareProfile.values()) {
            int at = mixed.indexOf(profile);
            assertThat(at).as("mixed plays %s", profile.key()).isNotNegative();
            String station = profile == FirmwareProfile.GOOD
                    ? "all others"
                    : "`" + StationIdentity.numbered(FIRST + at).deviceId() + "`";
            assertThat(mixed.stream().filter(profile::equals).count())
                    .as("%s is not played by others", profile.key())
                    .isEqualTo(profile == FirmwareProfile.GOOD ? 9 : 1);
            assertThat(rows).anyMatch(row -> row.startsWith("| `" + profile.key() + "` | " + station + " |"));
        }
    }
}

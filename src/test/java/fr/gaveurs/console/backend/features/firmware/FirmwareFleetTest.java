package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A small hall with every trouble at once; {@code FirmwareBench} takes 200 boards. */
@ExtendWith(Patience.class)
class FirmwareFleetTest {
    @Test
    @Timeout(300)
    void noBoardIsLostAndNoneIsConfirmedThatRunsSomethingElse() throws Exception {
        // Those that take minutes by themselves are for the bench: boards that never return, wait, or have worn flash.
        List<FirmwareProfile> quick = List.of(
                FirmwareProfile.GOOD,
                FirmwareProfile.POWER_CUT,
                FirmwareProfile.NO_RANGE,
                FirmwareProfile.LIES,
                FirmwareProfile.CRASHES,
                FirmwareProfile.BAD_SENSOR,
                FirmwareProfile.NO_SPACE,
                FirmwareProfile.FALLS_BACK,
                FirmwareProfile.GOOD);
        new FleetRun(quick.size(), 60_000, quick, FirmwareHall.QUICK, words -> {}).run();
    }
}

package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.util.Arrays;
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
        // The first has to be a good one, or there is nothing to see of the others.
        List<FirmwareProfile> each = Arrays.asList(FirmwareProfile.values());
        new FleetRun(each.size(), 60_000, each, FirmwareHall.QUICK, words -> {}).run();
    }
}

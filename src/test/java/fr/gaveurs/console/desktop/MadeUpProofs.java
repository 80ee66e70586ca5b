package fr.gaveurs.console.desktop;

import fr.gaveurs.console.api.log.Log.Change;
import fr.gaveurs.console.api.log.Log.CheckState;
import fr.gaveurs.console.api.log.Log.CheckpointState;
import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.api.log.Log.LogState;
import fr.gaveurs.console.api.log.Log.TreePlace;
import fr.gaveurs.console.api.log.Log.Verification;
import fr.gaveurs.console.api.log.Log.VerificationState;
import fr.gaveurs.console.api.log.Log.WitnessState;
import fr.gaveurs.console.api.log.Log.WitnessTrouble;
import java.time.Instant;
import java.util.List;

/** A log of proofs that nobody has. */
public final class MadeUpProofs {
    private static final Instant NOW = MadeUp.NOW;

    private MadeUpProofs() {}

    public static LogState state() {
        return state(
                new WitnessState(
                        "/var/lib/gaveurs-console",
                        1_283_990L,
                        NOW.minusSeconds(1_260),
                        NOW.minusSeconds(1_260),
                        null,
                        null),
                new WitnessState(
                        "/media/usb/witness",
                        1_190_004L,
                        NOW.minusSeconds(86_400),
                        NOW.minusSeconds(1_260),
                        WitnessTrouble.AWAY,
                        "the folder /media/usb/witness is not there"),
                new WitnessState(
                        "http://192.168.1.21:8000",
                        1_200_000L,
                        NOW.minusSeconds(80_000),
                        NOW.minusSeconds(1_260),
                        WitnessTrouble.REWRITTEN,
                        "the log of 1283990 entries is not that of 1200000 with entries added:"
                                + " something before was rewritten"));
    }

    public static LogState state(WitnessState... witnesses) {
        return new LogState(
                "gaveurs-console/6f3a9c2e41b7d805",
                NOW.minusSeconds(90 * 86_400),
                1_284_377,
                3,
                0.4,
                false,
                new CheckpointState(
                        1_283_990, "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", NOW.minusSeconds(1_260), "note"),
                "gaveurs-console/6f3a9c2e41b7d805+8de2c54b+AYzzrIWq3UKJHFrprvJyRMsqVGojEvgAIKrT8q4a9zMU",
                List.of(witnesses),
                null,
                null,
                5,
                new CheckState(NOW.minusSeconds(900), 37, NOW.minusSeconds(4_600), 0, null));
    }

    public static Verification running() {
        return new Verification(VerificationState.RUNNING, NOW, null, 0, 0, 42, 539_438, 0, 0, 0, 0, List.of(), 0, "");
    }

    public static Verification altered() {
        return new Verification(
                VerificationState.ALTERED,
                NOW.minusSeconds(60),
                NOW.minusSeconds(31),
                0,
                1_284_377,
                100,
                1_284_377,
                1_100_211,
                183_900,
                264,
                2_160,
                List.of(
                        new Finding(
                                FindingKind.ROW_ALTERED,
                                811_204L,
                                "sample",
                                "k",
                                "2026-11-23T09:14:02.597Z ESP32_LL_01 MG-261123-0417",
                                List.of(new Change("grade", "\"C\"", "\"A\"")),
                                null,
                                "sample 2026-11-23T09:14:02.597Z ESP32_LL_01 MG-261123-0417 differs from entry 811204:"
                                        + " grade was \"C\" and is \"A\""),
                        new Finding(
                                FindingKind.ROW_DELETED,
                                811_205L,
                                "sample",
                                "k",
                                "2026-11-23T09:14:03.604Z ESP32_LL_01 MG-261123-0418",
                                List.of(),
                                null,
                                "sample 2026-11-23T09:14:03.604Z ESP32_LL_01 MG-261123-0418 is gone, and neither its"
                                        + " keeping time nor an act says why; entry 811205 has what it was"),
                        new Finding(
                                FindingKind.TREE_REBUILT,
                                1_200_000L,
                                null,
                                null,
                                null,
                                List.of(),
                                TreePlace.ofEntries(1_200_000, 1_283_989, 1_283_990, "http://192.168.1.21:8000"),
                                "the tree of 1283990 entries is not the one that was signed")),
                3,
                "3 found");
    }
}

package fr.gaveurs.console.desktop;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.Devices.DeviceState;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.SpectralChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A hall as it is on a working day, a sample a second of each station: most stations are well and have a bad liver now and
 * then; every tenth measures many rejects; one sample is always under way. Now and then something lasting happens. The
 * same in each run.
 */
public final class StillHall {
    /** About once a minute one of this many falls silent or has a stuck channel. */
    private static final int STATIONS_FOR_ONE_EVENT = 40;

    private final Random random = new Random(11);
    private final List<Devices.DeviceLive> stations;
    /** For how many more samples a station is silent, or has a stuck channel. */
    private final int[] silent;

    private final int[] stuck;
    private int events;

    public StillHall(int count) {
        stations = new ArrayList<>();
        silent = new int[count];
        stuck = new int[count];
        for (int i = 0; i < count; i++) {
            stations.add(MadeUp.station(id(i)).score(0.85).build());
        }
    }

    public List<Devices.DeviceLive> stations() {
        return stations;
    }

    /** How many lasting things happened. */
    public int events() {
        return events;
    }

    /** The next sample of a station, a second after the one before; null while it is silent. */
    public Samples.@Nullable Sample sample(int station, Instant at) {
        stuck[station] = Math.max(0, stuck[station] - 1);
        if (silent[station] > 0) {
            silent[station]--;
            return null;
        }
        if (random.nextDouble() < 1.0 / 60 / STATIONS_FOR_ONE_EVENT) {
            events++;
            if (random.nextBoolean()) {
                stuck[station] = 45;
            } else {
                silent[station] = 45;
            }
        }
        boolean bad = station % 10 == 7;
        double score = random.nextDouble() < (bad ? 0.35 : 0.03)
                ? 0.30 + 0.14 * random.nextDouble()
                : Math.clamp((bad ? 0.7 : 0.83) + 0.07 * random.nextGaussian(), 0.46, 0.98);
        Grade claimed = random.nextDouble() < 0.05 ? Grade.B : null;
        double oxidation = random.nextDouble() < 0.03 ? 0.75 : 0.3;
        return MadeUp.sample(
                stations.get(station).device().deviceId(),
                stations.get(station).device().siteCode(),
                at,
                score,
                null,
                claimed,
                0.8,
                oxidation,
                false);
    }

    /** A station's state, as it is told from time to time. */
    public Devices.Device status(int station) {
        MadeUp.Station made = MadeUp.station(id(station)).buffered(random.nextInt(3));
        if (stuck[station] > 0) {
            made.stuck(SpectralChannel.NIR);
        }
        if (silent[station] > 0) {
            made.state(DeviceState.OFFLINE, 120);
        }
        return made.build().device();
    }

    private static String id(int i) {
        return "ESP32_" + List.of("LL", "LS", "MT").get(i % 3) + "_" + (i / 3 + 1);
    }
}

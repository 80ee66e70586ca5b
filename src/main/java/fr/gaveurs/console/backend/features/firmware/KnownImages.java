package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Image;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Images that were asked for lately: what is asked of them here, chip and size, never changes. Thread-safe. */
final class KnownImages {
    private static final int MOST = 16;

    private final LongFunction<Optional<Image>> store;
    private final Map<Long, Image> known = new LinkedHashMap<>(16, 0.75f, true);

    KnownImages(LongFunction<Optional<Image>> store) {
        this.store = store;
    }

    Optional<Image> find(long id) {
        synchronized (known) {
            Image image = known.get(id);
            if (image != null) {
                return Optional.of(image);
            }
        }
        Optional<Image> read = store.apply(id);
        synchronized (known) {
            read.ifPresent(image -> known.put(id, image));
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return read;
    }
}

package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * A copy of the stations in the data folder, for a start while the database is away: without it every station would be
 * unknown and would wait for approval. Only the user may read it, since it holds the hashes of tokens.
 */
public final class StationFile {
    private static final Logger LOG = LoggerFactory.getLogger(StationFile.class);
    private static final TypeReference<List<StoredDevice>> ROWS = new TypeReference<>() {};

    private final Path file;
    private List<StoredDevice> written = List.of();
    /** It is said once. */
    private boolean unwritable;

    public StationFile(Path file) {
        this.file = file;
    }

    /** The stations of the last {@link #save}; none if the file is missing or damaged. */
    List<StoredDevice> load() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<StoredDevice> rows = Json.MAPPER.readValue(Files.readAllBytes(file), ROWS);
            if (rows == null || rows.stream().anyMatch(Objects::isNull)) {
                throw new IOException("it holds no list of stations");
            }
            return rows;
        } catch (IOException | JacksonException e) {
            LOG.warn("{} cannot be read, stations have to be approved again: {}", file, e.getMessage());
            return List.of();
        }
    }

    /** Writes the stations if who they are has changed; when they were last seen is of no use later. */
    void save(List<StoredDevice> rows) {
        List<StoredDevice> lasting = rows.stream().map(StoredDevice::lasting).toList();
        if (lasting.equals(written)) {
            return;
        }
        try {
            AtomicFile.writePrivate(file, Json.MAPPER.writeValueAsBytes(rows));
            written = lasting;
            unwritable = false;
        } catch (IOException e) {
            if (!unwritable) {
                unwritable = true;
                LOG.warn("{} cannot be written, tried again: {}", file, e.getMessage());
            }
        }
    }
}

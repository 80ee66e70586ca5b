package fr.gaveurs.console.backend.features.models.predict;

import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Samples.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stations that dashboards show, for whoever has something to show beside their newest samples. */
public interface LiveStations {
    /** Nobody looks. */
    LiveStations NONE = new LiveStations() {
        @Override
        public List<Sample> newest() {
            return List.of();
        }

        @Override
        public void figures(String deviceId, @Nullable LiveFigures said) {}
    };

    /** The newest sample of each station that has one. */
    List<Sample> newest();

    /** What the active version says of a station's newest sample; null: nothing any more. */
    void figures(String deviceId, @Nullable LiveFigures said);
}

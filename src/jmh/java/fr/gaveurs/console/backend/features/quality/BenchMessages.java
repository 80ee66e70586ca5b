package fr.gaveurs.console.backend.features.quality;

import java.util.List;

/** The recordings where they are, else messages of the same shape. */
final class BenchMessages {
    private BenchMessages() {}

    static List<String> compact() {
        return Recordings.exist()
                ? Recordings.samples(Recordings.COMPACT)
                : List.of(SampleJson.valid().toString());
    }

    static List<String> full() {
        return Recordings.exist()
                ? Recordings.samples(Recordings.FULL)
                : List.of(SampleJson.full(128).toString());
    }

    static List<String> refused() {
        return compact().stream()
                .map(message -> message.replaceAll("(_matrix\": ?\\[\\[)[^,]+", "$1-1"))
                .toList();
    }
}

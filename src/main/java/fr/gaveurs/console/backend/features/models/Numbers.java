package fr.gaveurs.console.backend.features.models;

import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.ProblemException;

/** Numbers in paths. */
final class Numbers {
    private Numbers() {}

    /** The {@code {id}} of a path. */
    static long id(Call call) {
        String id = call.path("id");
        if (!id.matches("\\d{1,18}")) {
            throw ProblemException.notFound("'" + id + "' is no number");
        }
        return Long.parseLong(id);
    }
}

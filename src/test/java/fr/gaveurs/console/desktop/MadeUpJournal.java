package fr.gaveurs.console.desktop;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Acts for tests and pictures. */
public final class MadeUpJournal {
    private static final Instant NOON = Instant.parse("2026-11-27T11:00:00Z");

    private MadeUpJournal() {}

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Json.MAPPER.readTree(text);
    }

    private static AuditEntry act(
            long id,
            ActorKind kind,
            @Nullable String name,
            @Nullable String address,
            String route,
            String objectKind,
            @Nullable String object,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason) {
        return new AuditEntry(
                id,
                NOON.minusSeconds((1_000 - id) * 137),
                kind,
                name,
                address,
                route,
                objectKind,
                object,
                json(before),
                json(after),
                reason);
    }

    /** An act of Anaïs on a station. */
    public static AuditEntry simple(long id) {
        return act(
                id,
                ActorKind.WINDOW,
                "Anaïs Barthélemy",
                "127.0.0.1",
                "blockDevice",
                "device",
                "ESP32_LL_" + id,
                "{\"enrollment\":\"approved\"}",
                "{\"enrollment\":\"blocked\"}",
                null);
    }

    /** One of each, newest first, and many more. */
    public static Page<AuditEntry> page() {
        List<AuditEntry> acts = new ArrayList<>();
        acts.add(act(
                999,
                ActorKind.WINDOW,
                "Anaïs Barthélemy",
                "127.0.0.1",
                "changeBug",
                "bug",
                "17",
                "{\"status\":\"open\",\"assignee\":null,\"description\":\"Le plateau se bloque chaque matin.\",\"tags\":[]}",
                "{\"status\":\"in_progress\",\"assignee\":\"Luc\",\"description\":\"Le plateau se bloque chaque matin, avant"
                        + " que la salle ne soit chauffée ; le soir tout va bien.\",\"tags\":[\"plateau\",\"froid\"]}",
                "vu avec l’atelier ce matin"));
        acts.add(act(
                998,
                ActorKind.WINDOW,
                null,
                "127.0.0.1",
                "approveDevice",
                "device",
                "ESP32_LL_07",
                "{\"enrollment\":\"pending\",\"bound_mac\":null}",
                "{\"enrollment\":\"approved\",\"bound_mac\":\"24:6F:28:AA:10:07\"}",
                null));
        acts.add(act(
                997,
                ActorKind.TOKEN,
                "mur de la salle",
                "192.168.1.40",
                "commentBug",
                "bug",
                "17",
                null,
                "{\"comment\":\"vu aussi\",\"internal\":false}",
                null));
        acts.add(act(
                996,
                ActorKind.STATION,
                "ESP32_MT_04",
                null,
                "meetError",
                "bug",
                "18",
                null,
                "{\"status\":\"open\",\"occurrences\":1}",
                null));
        acts.add(act(
                995,
                ActorKind.LOCAL,
                "gaveur",
                null,
                "createToken",
                "token",
                "mur de la salle",
                null,
                "{\"role\":\"operator\"}",
                null));
        acts.add(act(
                994,
                ActorKind.LOCAL,
                null,
                "127.0.0.1",
                "resetBreaker",
                "breaker",
                "database",
                "{\"state\":\"open\"}",
                "{\"state\":\"closed\"}",
                null));
        acts.add(act(993, ActorKind.SYSTEM, null, null, "somethingNewer", "planet", "9", null, null, null));
        for (long id = 992; id > 960; id--) {
            acts.add(simple(id));
        }
        return new Page<>(acts, null);
    }
}

package fr.gaveurs.console.backend.platform.tlog;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.log.Log.LaterEntry;
import fr.gaveurs.console.api.log.Log.Proof;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What the proof of a product says of recalls, by the entries that it has: it says no more than they do, since nothing
 * proves that there is no other one.
 */
public final class RecallStatement {
    private RecallStatement() {}

    /**
     * In words.
     *
     * @param proof one that holds
     * @return null where it is none of a product
     */
    public static @Nullable String of(Proof proof) {
        JsonNode product = parse(proof.entry());
        if (!product.path("kind").asString("").equals("product")) {
            return null;
        }
        String id = product.path("key").asString("");
        JsonNode lot = product.path("values").path("lot");
        List<LaterEntry> later = Objects.requireNonNullElse(proof.later(), List.of());
        Set<String> lifted = new HashSet<>();
        for (LaterEntry entry : later) {
            JsonNode said = parse(entry.entry());
            if (said.path("kind").asString("").equals("recall_lift")) {
                lifted.add(said.path("key").asString(""));
            }
        }
        List<String> holding = new ArrayList<>();
        List<String> undone = new ArrayList<>();
        for (LaterEntry entry : later) {
            JsonNode said = parse(entry.entry());
            JsonNode values = said.path("values");
            String scope = values.path("scope").asString("");
            String subject = values.path("subject").asString("");
            boolean about = (scope.equals("product") && subject.equals(id))
                    || (scope.equals("lot") && lot.isString() && subject.equals(lot.asString("")));
            if (said.path("kind").asString("").equals("recall") && about) {
                String words = (scope.equals("lot") ? "its lot " + subject : "it") + " was called back at "
                        + values.path("at").asString("?") + " (entry " + entry.index() + "): "
                        + values.path("reason").asString("");
                (lifted.contains(said.path("key").asString("")) ? undone : holding).add(words);
            }
        }
        if (!holding.isEmpty()) {
            return "recalled: " + id + " must not be eaten; " + String.join("; ", holding);
        }
        String last =
                " before the checkpoint of this proof; a recall that came later, or that whoever gave you the file"
                        + " left out, it cannot tell: the page of the product says what holds now";
        return undone.isEmpty()
                ? "not recalled, by what the file has" + last
                : "not recalled any more, by what the file has" + last + ". What was taken back: "
                        + String.join("; ", undone);
    }

    private static JsonNode parse(String entry) {
        try {
            return Json.MAPPER.readTree(entry);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}

package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.log.Log.WitnessRequest;
import fr.gaveurs.console.api.log.Log.WitnessTrouble;
import fr.gaveurs.console.api.log.Log.Witnessed;
import fr.gaveurs.console.api.log.LogApi;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * Another console, over its API.
 *
 * @param token of the role operator there; null for a console of this machine
 */
record ConsoleWitness(URI address, @Nullable String token) implements Witness {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** What of a refusal names its {@link WitnessTrouble}. */
    private static final String REASON = "note";

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public @Nullable Checkpoint newest(String origin)
            throws IOException, InterruptedException, WitnessRefusedException {
        String body = send(request().GET());
        Listing<Witnessed> kept = read(body, new TypeReference<>() {});
        for (Witnessed one : kept.items()) {
            if (one.origin().equals(origin)) {
                SignedNote note = SignedNote.parse(one.note());
                VerifierKey key = VerifierKey.parse(one.verifierKey());
                Checkpoint checkpoint = note == null ? null : Checkpoint.parse(note.text());
                if (note == null || key == null || checkpoint == null || !note.signedBy(key)) {
                    throw new WitnessRefusedException(
                            WitnessTrouble.UNREADABLE, "what " + address + " keeps is no checkpoint");
                }
                return checkpoint;
            }
        }
        return null;
    }

    @Override
    public void keep(String note, VerifierKey key, long oldSize, List<byte[]> proof)
            throws IOException, InterruptedException, WitnessRefusedException {
        byte[] body = Json.MAPPER.writeValueAsBytes(
                new WitnessRequest(note, key.toString(), oldSize, LogQueries.base64(proof)));
        var unused = send(request()
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request() {
        String base = address.toString().replaceFirst("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + LogApi.WITNESSED.template()))
                .timeout(LIMIT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException, WitnessRefusedException {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200 || answer.statusCode() == 201) {
                return answer.body();
            }
            Problem problem = problem(answer.body());
            String detail = problem == null || problem.detail() == null
                    ? ShortText.beginning(answer.body(), 200)
                    : problem.detail();
            if (answer.statusCode() == 409) {
                throw new WitnessRefusedException(why(problem), detail);
            }
            throw new IOException(address + " answers " + answer.statusCode() + ": " + detail);
        } catch (ConnectException | HttpTimeoutException e) { // which may have no words
            throw new IOException("nobody answers at " + address + ": is the console running there?", e);
        }
    }

    private static @Nullable Problem problem(String body) {
        try {
            return Json.MAPPER.readValue(body, Problem.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Why it was refused, for the console that asked. */
    static List<FieldError> reason(WitnessRefusedException refused) {
        return List.of(new FieldError(REASON, refused.why().key()));
    }

    private static WitnessTrouble why(@Nullable Problem problem) {
        List<FieldError> errors = problem == null ? null : problem.errors();
        for (FieldError error : errors == null ? List.<FieldError>of() : errors) {
            for (WitnessTrouble trouble : WitnessTrouble.values()) {
                if (REASON.equals(error.field()) && trouble.key().equals(error.message())) {
                    return trouble;
                }
            }
        }
        return WitnessTrouble.REFUSED;
    }

    private <T> T read(String body, TypeReference<T> type) throws IOException {
        try {
            return Json.MAPPER.readValue(body, type);
        } catch (JacksonException e) {
            throw new IOException(address + " gives an answer that is none of a console", e);
        }
    }
}

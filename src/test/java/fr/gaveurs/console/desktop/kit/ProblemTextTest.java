package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.backend.features.firmware.image.ImageException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTextTest {
    /** How sources name the kind of a problem: after its status, of a file, or as the last part of its type. */
    private static final Pattern NAMED = Pattern.compile(
            "(?:\\b[45]\\d\\d,|(?:refusedFile|notFound|conflict|validation)\\()\\s*\"([a-z]+(?:-[a-z]+)*)\""
                    + "|(?:LOT_UNKNOWN|RECALLED|NO_LOT|NO_STATION) = \"([a-z-]+)\"|\"/problems/([a-z-]+)\"|\\? \"(internal)\"");

    private final Messages fr = new Messages(Language.FR, ZoneOffset.UTC);
    private final Messages en = new Messages(Language.EN, ZoneOffset.UTC);

    private static Problem problem(String kind, String detail, FieldError... errors) {
        return new Problem("/problems/" + kind, "Title", 409, detail, "/api/x", List.of(errors));
    }

    @Test
    void everyKindThatTheConsoleAnswersWithHasItsSentence() throws IOException {
        Set<String> kinds = new TreeSet<>();
        for (String part : List.of("backend", "client")) {
            try (Stream<Path> sources = Files.walk(Path.of("src/main/java/fr/gaveurs/console", part))) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                        .toList()) {
                    Matcher named = NAMED.matcher(Files.readString(source));
                    while (named.find()) {
                        IntStream.rangeClosed(1, named.groupCount())
                                .mapToObj(named::group)
                                .filter(Objects::nonNull)
                                .forEach(kinds::add);
                    }
                }
            }
        }
        for (OnnxException.Reason reason : OnnxException.Reason.values()) {
            kinds.add("onnx-" + reason.key().replace('_', '-'));
        }
        for (ImageException.Reason reason : ImageException.Reason.values()) {
            kinds.add("firmware-" + reason.key().replace('_', '-'));
        }
        assertThat(kinds)
                .contains(
                        "conflict",
                        "validation",
                        "unreachable",
                        "starting",
                        "internal",
                        "too-slow",
                        "labels-file",
                        "model-file",
                        "product-dates",
                        "product-lot-unknown",
                        "product-recalled",
                        "product-sample-unknown",
                        "unknown-lot",
                        "unknown-station");
        assertThat(kinds).allSatisfy(kind -> {
            assertThat(fr.bundle().containsKey("problem." + kind)).isTrue();
            assertThat(en.bundle().containsKey("problem." + kind)).isTrue();
        });
    }

    @Test
    void theFrenchWindowSpeaksFrenchAndAddsTheServersWordsWhereTheySayMore() {
        Problem conflict = problem("conflict", "a bug that is closed cannot become open");
        assertThat(ProblemText.of(conflict, fr))
                .isEqualTo("l’état actuel ne le permet pas"
                        + " (détail en anglais : a bug that is closed cannot become open)");
        assertThat(ProblemText.of(conflict, en))
                .isEqualTo("the present state does not allow it (a bug that is closed cannot become open)");
        assertThat(ProblemText.of(problem("busy", "the console is busy: all its connections"), fr))
                .isEqualTo("le serveur est très occupé ; réessayez dans quelques secondes");
    }

    @Test
    void aRefusedImageIsToldInOneSentenceOfTheWindowsOwn() {
        Problem refused = problem(
                "firmware-elf", "the file is the program for the debugger", new FieldError("body", "is an ELF"));
        assertThat(ProblemText.of(refused, fr))
                .startsWith("c’est le programme pour le débogueur (ELF) ; choisissez l’image")
                .doesNotContain("anglais");
        assertThat(ProblemText.of(refused, en)).startsWith("it is the program for the debugger (ELF); choose");
        assertThat(ProblemText.of(problem("firmware-unsigned", "the image is not signed: sign it"), en))
                .isEqualTo("it is not signed; sign it (gaveurs-console firmware sign), and choose it again with the"
                        + " .sig file beside it");
    }

    @Test
    void whatAProductWasNotMadeForIsToldInTheWindowsWords() {
        Problem dates = problem(
                "product-dates",
                "the dates do not fit",
                new FieldError("packaged_on", "must not be before the day of control, 2026-11-28"),
                new FieldError("best_before", "must not be before packaging, 2026-11-27"));
        assertThat(ProblemText.of(dates, fr))
                .startsWith("l’emballage ne peut pas précéder le contrôle ; la date limite ne peut ni")
                .doesNotContain("anglais");
        assertThat(ProblemText.of(dates, en)).startsWith("the packing cannot come before the control; the best-before");
        Problem later = problem("product-dates", "so it is", new FieldError("of_a_later_version", "is wrong"));
        assertThat(ProblemText.of(later, fr)).isEqualTo("les dates ne conviennent pas");
        assertThat(ProblemText.of(problem("product-lot-unknown", "no sample of lot LOT-Z"), fr))
                .isEqualTo("rien n’est gardé ici de ce lot ; vérifiez comment il s’écrit");
        assertThat(ProblemText.of(problem("product-of-a-later-version", "so it is"), fr))
                .isEqualTo("une erreur est survenue (détail en anglais : so it is)");
    }

    @Test
    void ofANameThatIsUnknownThoseThatAreAlikeAreTold() {
        String must = "must be written as one that is known";
        assertThat(ProblemText.of(
                        problem("unknown-lot", "no liver…", new FieldError("lot", must + ", such as LOT-1, LOT 2")),
                        fr))
                .isEqualTo(
                        "aucun foie de ce lot n’est connu ; vérifiez comment il s’écrit ; noms proches : LOT-1, LOT 2");
        assertThat(ProblemText.of(
                        problem(
                                "unknown-station",
                                "…",
                                new FieldError("device_ids", "A, B " + must + ": it says hello")),
                        en))
                .isEqualTo("no station has this id; check how it is written: A, B");
        assertThat(ProblemText.of(problem("unknown-station", "…", new FieldError("device_ids", "is else")), en))
                .isEqualTo("no station has this id; check how it is written");
    }

    @Test
    void fieldsAtFaultAreNamed() {
        Problem wrong = problem("validation", "some values are not allowed", new FieldError("name", "is too long"));
        assertThat(ProblemText.of(wrong, fr))
                .startsWith("certaines valeurs ne conviennent pas")
                .contains("name is too long");
    }

    @Test
    void whatIsNoAnswerOfTheServerIsToldToo() {
        assertThat(ProblemText.of(new CompletionException(new IOException("the disk is full")), fr))
                .isEqualTo("une erreur est survenue (détail en anglais : java.io.IOException: the disk is full)");
        assertThat(ProblemText.of(new ApiException(problem("of-a-later-version", "so it is")), fr))
                .isEqualTo("une erreur est survenue (détail en anglais : so it is)");
        Problem ofAProxy = Json.MAPPER.readValue("{\"title\": \"Away\", \"status\": 503}", Problem.class);
        assertThat(ProblemText.of(ofAProxy, fr)).isEqualTo("une erreur est survenue (détail en anglais : Away)");
        assertThat(ProblemText.of((String) null, "so it is", fr)).startsWith("une erreur est survenue");
    }
}

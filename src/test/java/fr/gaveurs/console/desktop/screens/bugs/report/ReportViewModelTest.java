package fr.gaveurs.console.desktop.screens.bugs.report;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.screens.bugs.report.ReportViewModel.Field;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

class ReportViewModelTest {
    private final Messages messages = new Messages(Language.FR, ZoneId.of("Europe/Paris"));
    private final Draft blank = Draft.blank(Instant.parse("2026-11-23T10:00:05Z"), "Jeanne", Drafts.STATION);
    private final ReportViewModel model = new ReportViewModel(messages, "1.2.3", blank, () -> "Jeanne");

    private static boolean valid(NewBug bug) {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            Validator validator = factory.getValidator();
            return validator.validate(bug).isEmpty();
        }
    }

    @Test
    void aTitleIsEnoughAndTheContextSaysTheRest() {
        assertThat(model.typed()).isFalse();
        model.text(Field.TITLE).set("  Poids à zéro ");
        assertThat(model.typed()).isTrue();
        assertThat(wrong(model)).isEmpty();
        NewBug bug = model.bug();
        assertThat(valid(bug)).isTrue();
        assertThat(bug.title()).isEqualTo("Poids à zéro");
        assertThat(bug.clientId()).isEqualTo(blank.id());
        assertThat(bug.deviceId()).isEqualTo("ESP32-07");
        assertThat(bug.firmwareVersion()).isEqualTo("1.4.2");
        assertThat(bug.sampleId()).isEqualTo("S-000123");
        assertThat(bug.reporter()).isEqualTo("Jeanne");
        assertThat(bug.reporterEmail()).isNull();
        assertThat(bug.programVersion()).isEqualTo("1.2.3");
        assertThat(bug.description()).contains("ESP32-07", "1.4.2", "S-000123", "11:00:00", "1.2.3");
    }

    @Test
    void withoutAnyContextTheDescriptionIsLongEnoughToo() {
        ReportViewModel bare =
                new ReportViewModel(messages, "", Draft.blank(Instant.EPOCH, "", ReportContext.NOTHING), () -> "");
        bare.text(Field.TITLE).set("Rien ne va");
        bare.text(Field.DESCRIPTION).set("non");
        assertThat(wrong(bare)).isEmpty();
        assertThat(bare.bug().description()).startsWith("non\n\n").doesNotContain("sans");
        assertThat(valid(bare.bug())).isTrue();
    }

    @Test
    void whatWasTypedIsSentAsItIsWhereItIsLongEnough() {
        model.text(Field.DESCRIPTION).set("Le poids reste à zéro depuis 9 h.");
        assertThat(model.words()).isEqualTo("Le poids reste à zéro depuis 9 h.");
    }

    @Test
    void eachFieldSaysWhatIsWrongWithItUntilItIsRight() {
        model.text(Field.TITLE).set("abc");
        model.text(Field.EMAIL).set("jeanne@");
        assertThat(wrong(model)).containsExactly(Field.TITLE, Field.EMAIL);
        assertThat(model.wrong(Field.EMAIL)).contains("nom@exemple.fr");
        model.text(Field.EMAIL).set("jeanne@exemple.fr");
        assertThat(wrong(model)).containsExactly(Field.TITLE);
    }

    @Test
    void itIsReportedInTheNameOfWhoeverSitsThereWhenItIsSent() {
        AtomicReference<String> name = new AtomicReference<>("Jeanne");
        ReportViewModel switched = new ReportViewModel(messages, "1.2.3", blank, name::get);
        name.set("Paul");
        assertThat(switched.bug().reporter()).isEqualTo("Paul");
        assertThat(switched.typed()).as("no loss").isFalse();
        name.set("");
        assertThat(switched.bug().reporter()).isNull();
    }

    private static List<Field> wrong(ReportViewModel of) {
        return Arrays.stream(Field.values())
                .filter(field -> !of.wrong(field).isEmpty())
                .toList();
    }

    @Test
    void addressesAreTakenAsTheBackendTakesThem() {
        model.text(Field.TITLE).set("Poids à zéro");
        for (String good : new String[] {"", "a@b.fr", "prenom.nom+x@sous.domaine.example", " a@b.fr "}) {
            model.text(Field.EMAIL).set(good);
            assertThat(wrong(model)).as(good).isEmpty();
            assertThat(valid(model.bug())).as(good).isTrue();
        }
        for (String bad : new String[] {"a", "a@", "@b.fr", "a@b", "a b@c.fr", "a@b@c.fr", "a@b.f"}) {
            model.text(Field.EMAIL).set(bad);
            assertThat(wrong(model)).as(bad).containsExactly(Field.EMAIL);
        }
    }

    @Test
    void whatTheBackendRefusesStandsAtItsField() {
        model.text(Field.EMAIL).set("jeanne@exemple.fr");
        model.refused(new Draft.Refusal("validation", "no", Map.of("reporter_email", "must be an e-mail address")));
        assertThat(model.wrong(Field.EMAIL)).contains("nom@exemple.fr");
        assertThat(model.isRefused()).isTrue();
        model.text(Field.EMAIL).set("jeanne@exemple.com");
        assertThat(model.wrong(Field.EMAIL)).as("another one may do").isEmpty();
        model.text(Field.EMAIL).set("jeanne@exemple.fr");
        assertThat(model.general().get()).contains("champs marqués");
        model.refused(new Draft.Refusal("validation", "no", Map.of("tags[0]", "must be 1 to 40 letters")));
        assertThat(model.general().get()).contains("tags[0]: must be 1 to 40 letters");
        model.refused(new Draft.Refusal("conflict", "too many requests", Map.of()));
        assertThat(model.general().get()).contains("too many requests");
    }

    @Test
    void aDraftOfBeforeIsNotLostByClosingTheForm() {
        Draft before = Drafts.titled("Hier");
        model.load(before);
        assertThat(model.typed()).isTrue();
        assertThat(model.draft()).isEqualTo(before);
    }

    @Test
    void logsThatAreTakenOutAreNotSent() {
        model.text(Field.TITLE).set("Poids à zéro");
        model.logs().set("10:00 WARN something");
        assertThat(model.bug().errorLogs()).isEqualTo("10:00 WARN something");
        model.withLogs().set(false);
        assertThat(model.bug().errorLogs()).isNull();
    }

    @Test
    void anErrorFillsTheForm() {
        CaughtError crash =
                new CaughtError("K7QM-2F9D", "NullPointerException, TilePainter.draw", "window", "java.lang…\n\tat …");
        ReportViewModel ofCrash = new ReportViewModel(
                messages, "1.2.3", blank.about(crash, "Erreur K7QM-2F9D, je triais.", 12L), () -> "Jeanne");
        assertThat(ofCrash.typed()).isFalse();
        assertThat(wrong(ofCrash)).isEmpty();
        NewBug bug = ofCrash.bug();
        assertThat(bug.title()).isEqualTo("K7QM-2F9D NullPointerException, TilePainter.draw");
        assertThat(bug.errorLogs()).isEqualTo("java.lang…\n\tat …");
        assertThat(bug.relatedIssues()).containsExactly(12L);
        assertThat(bug.category()).isEqualTo(fr.gaveurs.console.api.bugs.BugTerms.Category.FRONTEND);
    }
}

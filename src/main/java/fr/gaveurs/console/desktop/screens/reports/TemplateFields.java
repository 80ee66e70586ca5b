package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportTemplates;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.ReportTemplates.TemplateInput;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** What a template says, in the fields in which it is edited. FX thread only. */
final class TemplateFields {
    private final Messages messages;
    private final Controls controls;
    private final Runnable edited;
    private byte @Nullable [] newLogo;
    private boolean filling;

    /**
     * The fields.
     *
     * @param logo chooses another one
     * @param noLogo takes the template's own away
     */
    record Controls(
            TextField name,
            ManyChoice<ReportSection> sections,
            TextField stations,
            TextField lines,
            ComboBox<Choice<Long>> profile,
            ComboBox<Choice<ReportLanguage>> language,
            Button logo,
            Button noLogo) {}

    /** @param edited told when a person changed something */
    TemplateFields(Messages messages, Controls controls, Runnable edited) {
        this.messages = messages;
        this.controls = controls;
        this.edited = edited;
        List<Choice<ReportSection>> parts = Arrays.stream(ReportSection.values())
                .map(each -> new Choice<>(each, messages.get("templates.section." + each.key())))
                .toList();
        controls.sections()
                .offer(
                        parts,
                        chosen -> chosen.isEmpty()
                                ? messages.get("templates.sections.all")
                                : messages.count("templates.sections.some", chosen.size()),
                        values -> changed());
        List<Choice<ReportLanguage>> languages = new ArrayList<>();
        languages.add(new Choice<>(null, messages.get("templates.language.any")));
        for (ReportLanguage each : ReportLanguage.values()) {
            languages.add(new Choice<>(each, messages.get("settings.language." + each.name())));
        }
        Choice.fill(controls.language(), languages, null);
        for (TextField field : List.of(controls.name(), controls.stations(), controls.lines())) {
            field.textProperty().subscribe((before, now) -> changed());
        }
        Kept.part(controls.logo(), Logo.class, () -> newLogo == null ? null : new Logo(newLogo), this::takeLogo);
        controls.profile().valueProperty().subscribe((before, now) -> changed());
        controls.language().valueProperty().subscribe((before, now) -> changed());
    }

    private void changed() {
        if (!filling) {
            edited.run();
        }
    }

    /**
     * Fills them; nobody is told.
     *
     * @param of null: a new one
     */
    void fill(@Nullable Template of) {
        filling = true;
        newLogo = null;
        controls.name().setText(of == null ? "" : of.name());
        controls.sections().check(of == null ? List.of() : of.sections());
        controls.stations().setText(of == null ? "" : String.join(", ", of.deviceIds()));
        controls.lines().setText(of == null ? "" : String.join(", ", of.lines()));
        Choice.select(controls.profile(), of == null ? null : of.profileId());
        Choice.select(controls.language(), of == null ? null : of.language());
        logoSays(of != null && of.logo());
        filling = false;
    }

    /** The products that there are; nobody is told. */
    void profiles(List<Choice<Long>> entries) {
        filling = true;
        Choice<Long> before = controls.profile().getValue();
        Choice.fill(controls.profile(), entries, before == null ? null : before.value());
        filling = false;
    }

    private void logoSays(boolean own) {
        controls.logo().setText(messages.get(own ? "templates.logo.other" : "templates.logo"));
        // It keeps its place, so that what stands behind it does not move.
        controls.noLogo().setDisable(!own);
    }

    private static @Nullable List<String> split(String text, String separators) {
        List<String> parts = Arrays.stream(text.split(separators))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.isEmpty() ? null : parts;
    }

    /** @param version which one it was made of; null: none */
    TemplateInput input(@Nullable Integer version) {
        Choice<Long> profile = controls.profile().getValue();
        Choice<ReportLanguage> language = controls.language().getValue();
        return new TemplateInput(
                controls.name().getText().isBlank()
                        ? messages.get("templates.new")
                        : controls.name().getText().strip(),
                controls.sections().values(),
                split(controls.stations().getText(), "[,;\\s]+"),
                // Names of lines have blanks in them.
                split(controls.lines().getText(), "[,;]"),
                profile == null ? null : profile.value(),
                language == null ? null : language.value(),
                newLogo,
                version);
    }

    /** Whether it is a picture is for the console to say. */
    void takeLogo(File file) throws IOException {
        if (file.length() > ReportTemplates.MAX_LOGO) {
            throw new IOException(
                    messages.get("templates.logo.large", messages.bytes((double) ReportTemplates.MAX_LOGO)));
        }
        newLogo = Files.readAllBytes(file.toPath());
        logoSays(true);
        changed();
    }

    /** One that was chosen and is not saved yet; empty: the template's own was taken away. */
    private static final class Logo {
        private final byte[] picture;

        Logo(byte[] picture) {
            this.picture = picture;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Logo logo && Arrays.equals(picture, logo.picture);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(picture);
        }
    }

    private void takeLogo(Logo before) {
        newLogo = before.picture;
        logoSays(newLogo.length > 0);
        changed();
    }

    void removeLogo() {
        newLogo = new byte[0];
        logoSays(false);
        changed();
    }
}

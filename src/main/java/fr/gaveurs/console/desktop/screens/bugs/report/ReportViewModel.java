package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.ReportContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** What the form holds, what is wrong with it, and the report that it makes. Without controls. */
final class ReportViewModel {
    private static final int SHORTEST_TITLE = 5;
    private static final int SHORTEST_DESCRIPTION = 10;
    /** As the backend has it: letters, figures and signs around one {@code @}, and a dot after it. */
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}");

    /** What is typed, each with its name on the wire and its greatest length. */
    enum Field {
        TITLE("title", 300),
        DESCRIPTION("description", 20_000),
        STEPS("reproduction_steps", 20_000),
        EMAIL("reporter_email", 254);

        private final String wire;
        private final int longest;

        Field(String wire, int longest) {
            this.wire = wire;
            this.longest = longest;
        }
    }

    private final Messages messages;
    private final String version;
    private final Supplier<String> reporter;
    private final Map<Field, StringProperty> texts = new EnumMap<>(Field.class);
    /** What the backend did not take of a field. */
    private final Map<Field, String> refused = new EnumMap<>(Field.class);

    private final ObjectProperty<Severity> severity = new SimpleObjectProperty<>(Severity.MEDIUM);
    private final ObjectProperty<Priority> priority = new SimpleObjectProperty<>(Priority.MEDIUM);
    private final ObjectProperty<Category> category = new SimpleObjectProperty<>(Category.OTHER);
    private final StringProperty logs = new SimpleStringProperty("");
    private final BooleanProperty withLogs = new SimpleBooleanProperty(true);
    private final BooleanProperty withScreenshot = new SimpleBooleanProperty(true);
    private final ObjectProperty<@Nullable Crop> crop = new SimpleObjectProperty<>();
    private final ReadOnlyStringWrapper general = new ReadOnlyStringWrapper("");
    private Draft base;
    /** A draft of before: all of it was typed. */
    private boolean resumed;

    /** @param reporter who reports it; empty for nobody in particular */
    ReportViewModel(Messages messages, String version, Draft draft, Supplier<String> reporter) {
        this.messages = messages;
        this.version = version;
        this.reporter = reporter;
        this.base = draft;
        for (Field field : Field.values()) {
            texts.put(field, new SimpleStringProperty(""));
        }
        fill(draft);
    }

    StringProperty text(Field field) {
        return require(texts.get(field));
    }

    /** What is wrong with a field as it stands and what to do, else empty. What the backend refused stays so until it is changed. */
    String wrong(Field field) {
        String text = get(field).strip();
        boolean bad = text.length() > field.longest
                || (field == Field.TITLE && text.length() < SHORTEST_TITLE)
                || (field == Field.EMAIL
                        && !text.isEmpty()
                        && !EMAIL.matcher(text).matches());
        return bad || text.equals(refused.get(field)) ? messages.get("report.error." + field.wire) : "";
    }

    /** Whether the backend did not take a field that was not changed since. */
    boolean isRefused() {
        return refused.entrySet().stream()
                .anyMatch(field -> get(field.getKey()).strip().equals(field.getValue()));
    }

    /** What is wrong with the whole, else empty. */
    ReadOnlyStringProperty general() {
        return general.getReadOnlyProperty();
    }

    ObjectProperty<Severity> severity() {
        return severity;
    }

    ObjectProperty<Priority> priority() {
        return priority;
    }

    ObjectProperty<Category> category() {
        return category;
    }

    StringProperty logs() {
        return logs;
    }

    BooleanProperty withLogs() {
        return withLogs;
    }

    BooleanProperty withScreenshot() {
        return withScreenshot;
    }

    /** The part of the screenshot that is sent; null for all of it. */
    ObjectProperty<@Nullable Crop> crop() {
        return crop;
    }

    /** Takes over another draft, with what the backend said of it. */
    void load(Draft draft) {
        resumed = true;
        fill(draft);
    }

    private void fill(Draft draft) {
        base = draft;
        refused.clear();
        text(Field.TITLE).set(draft.title());
        text(Field.DESCRIPTION).set(draft.description());
        text(Field.STEPS).set(draft.steps());
        text(Field.EMAIL).set(draft.email());
        severity.set(draft.severity());
        priority.set(draft.priority());
        category.set(draft.category());
        logs.set(draft.logs());
        withLogs.set(draft.withLogs());
        withScreenshot.set(draft.withScreenshot());
        crop.set(draft.crop());
        general.set("");
        if (draft.refusal() != null) {
            refused(draft.refusal());
        }
    }

    /** The form as it stands. */
    Draft draft() {
        return new Draft(
                base.id(),
                base.at(),
                get(Field.TITLE),
                get(Field.DESCRIPTION),
                get(Field.STEPS),
                severity.get(),
                priority.get(),
                category.get(),
                reporter.get(),
                get(Field.EMAIL),
                base.about(),
                logs.get(),
                withLogs.get(),
                withScreenshot.get(),
                crop.get(),
                base.related(),
                null);
    }

    /** Whether anybody typed: what was filled in by itself is no loss. */
    boolean typed() {
        return resumed
                || !get(Field.TITLE).equals(base.title())
                || !get(Field.DESCRIPTION).equals(base.description())
                || !get(Field.STEPS).equals(base.steps())
                || !get(Field.EMAIL).equals(base.email());
    }

    /** Takes over what the backend said: of its field where it is about one. */
    void refused(Draft.Refusal why) {
        refused.clear();
        boolean placed = false;
        StringBuilder others = new StringBuilder();
        for (Map.Entry<String, String> wrong : why.fields().entrySet()) {
            Field field = field(wrong.getKey());
            if (field == null) {
                others.append(others.isEmpty() ? "" : " · ")
                        .append(wrong.getKey())
                        .append(": ")
                        .append(wrong.getValue());
            } else {
                refused.put(field, get(field).strip());
                placed = true;
            }
        }
        if (!others.isEmpty()) {
            general.set(messages.get("report.refused", others));
        } else {
            general.set(
                    placed
                            ? messages.get("report.refused.fields")
                            : messages.get("report.refused", ProblemText.of(why.kind(), why.message(), messages)));
        }
    }

    /** Says what is wrong with the whole; empty takes it away. */
    void tell(String text) {
        general.set(text);
    }

    NewBug bug() {
        return draft().bug(words(), version);
    }

    /** The description; where that is missing or too short to be taken, with what the form knows by itself. */
    String words() {
        String typed = get(Field.DESCRIPTION).strip();
        if (typed.length() >= SHORTEST_DESCRIPTION) {
            return typed;
        }
        return typed.isEmpty() ? messages.get("report.no_description") + " " + where() : typed + "\n\n" + where();
    }

    /** Where and when, in one line. */
    String where() {
        ReportContext about = base.about();
        return Stream.of(
                        about.deviceId() == null ? "" : messages.get("report.about.device", about.deviceId()),
                        about.firmwareVersion() == null
                                ? ""
                                : messages.get("report.about.firmware", about.firmwareVersion()),
                        sample(about),
                        about.component() == null ? "" : messages.get("report.about.component", about.component()),
                        messages.get("report.about.program", version),
                        messages.dateTime(base.at()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private String sample(ReportContext about) {
        String id = about.sampleId() == null ? "" : messages.get("report.about.sample", about.sampleId());
        String time = about.sampleTime() == null
                ? ""
                : messages.get("report.about.sample_time", messages.moment(about.sampleTime()));
        return (id + " " + time).strip();
    }

    @Nullable
    String deviceId() {
        return base.about().deviceId();
    }

    private String get(Field field) {
        String text = text(field).get();
        return text == null ? "" : text;
    }

    private static @Nullable Field field(String wire) {
        for (Field field : Field.values()) {
            if (field.wire.equals(wire)) {
                return field;
            }
        }
        return null;
    }

    private static <T> T require(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("made for every field");
        }
        return value;
    }
}

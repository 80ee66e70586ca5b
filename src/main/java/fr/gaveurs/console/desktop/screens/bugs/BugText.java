package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.MachineText;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** A bug in words and signs. */
final class BugText {
    private static final int LONG = 60;

    private final Messages messages;
    private final Supplier<Instant> now;

    BugText(Messages messages, Supplier<Instant> now) {
        this.messages = messages;
        this.now = now;
    }

    Messages messages() {
        return messages;
    }

    /** Only what is not settled calls for somebody. */
    static Level level(Severity severity, boolean unresolved) {
        if (!unresolved) {
            return Level.GOOD;
        }
        return switch (severity) {
            case CRITICAL -> Level.BAD;
            case HIGH -> Level.WARNING;
            case MEDIUM, LOW -> Level.GOOD;
        };
    }

    static Ikon icon(Severity severity) {
        return switch (severity) {
            case CRITICAL -> MaterialDesignA.ALERT_OCTAGON;
            case HIGH -> MaterialDesignA.ALERT;
            case MEDIUM -> MaterialDesignC.CIRCLE_HALF_FULL;
            case LOW -> MaterialDesignC.CIRCLE_OUTLINE;
        };
    }

    static Ikon icon(Status status) {
        return switch (status) {
            case OPEN -> MaterialDesignR.RECORD_CIRCLE_OUTLINE;
            case IN_PROGRESS -> MaterialDesignP.PROGRESS_WRENCH;
            case RESOLVED -> MaterialDesignC.CHECK;
            case CLOSED -> MaterialDesignC.CHECK_ALL;
            case WONT_FIX -> MaterialDesignC.CANCEL;
        };
    }

    String severity(Severity severity) {
        return messages.get("bugs.severity." + severity.key());
    }

    String status(Status status) {
        return messages.get("bugs.status." + status.key());
    }

    /** Its title; of one that a console wrote by itself in the window's language. */
    String title(BugSummary bug) {
        return MachineText.of(bug.title(), messages);
    }

    /** How often it was met, such as {@code 12 fois}; empty for once. */
    String times(BugSummary bug) {
        return bug.occurrences() > 1 ? messages.get("bugs.occurrences", messages.integer(bug.occurrences())) : "";
    }

    /** What a screen reader says of it. */
    String spoken(BugSummary bug) {
        return messages.get(
                "bugs.row", "#" + bug.id() + " " + title(bug), severity(bug.severity()), status(bug.status()));
    }

    /** When something last happened to it: somebody changed it, or it was met again. */
    static Instant newest(BugSummary bug) {
        return bug.lastSeen().isAfter(bug.updatedAt()) ? bug.lastSeen() : bug.updatedAt();
    }

    /** Such as {@code il y a 3 h}. */
    String ago(Instant then) {
        return messages.get("bugs.ago", age(then));
    }

    String age(Instant then) {
        return messages.duration((double) Duration.between(then, now.get()).toSeconds());
    }

    /** Where it happened and what it is about, in one line. */
    String about(BugSummary bug) {
        List<String> parts = new ArrayList<>();
        add(parts, bug.deviceId());
        add(parts, bug.firmwareVersion());
        add(parts, messages.get("bugs.category." + bug.category().key()));
        add(parts, bug.component());
        bug.tags().forEach(tag -> add(parts, tag));
        if (bug.comments() > 0) {
            add(parts, messages.count("bugs.comments", bug.comments()));
        }
        return String.join(" · ", parts);
    }

    private static void add(List<String> parts, @Nullable String part) {
        if (part != null && !part.isBlank()) {
            parts.add(part);
        }
    }

    /** A value of the time line in words; a long text is left out, and null stands for that. */
    @Nullable
    String value(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return messages.get("bugs.none");
        }
        return switch (field) {
            case "status", "severity", "priority", "category" -> messages.getOr("bugs." + field + "." + value, value);
            default -> value.length() > LONG || value.contains("\n") ? null : value;
        };
    }

    /** Sign and word of a severity. */
    HBox severityBadge(BugSummary bug) {
        return badge(
                icon(bug.severity()),
                severity(bug.severity()),
                level(bug.severity(), bug.status().unresolved()));
    }

    /** A badge whose word gives way where there is little room: its icon says the same. */
    HBox narrowSeverityBadge(BugSummary bug) {
        HBox badge = severityBadge(bug);
        badge.getChildren().forEach(part -> {
            if (part instanceof Label word) {
                word.setMinWidth(0);
                word.getStyleClass().add("elides");
            }
        });
        return badge;
    }

    HBox statusBadge(Status status) {
        return badge(icon(status), status(status), Level.GOOD);
    }

    static HBox badge(Ikon icon, String word, Level level) {
        Icon sign = new Icon(icon);
        sign.getStyleClass().addAll("bug-sign", level.style());
        Label label = new Label(word);
        label.getStyleClass().addAll("bug-word", level.style());
        label.setMinWidth(Label.USE_PREF_SIZE);
        HBox badge = new HBox(sign, label);
        badge.getStyleClass().addAll("bug-badge", level.style());
        return badge;
    }
}

package fr.gaveurs.console.desktop.screens.proofs;

import fr.gaveurs.console.api.log.Log.Change;
import fr.gaveurs.console.api.log.Log.CheckState;
import fr.gaveurs.console.api.log.Log.CheckpointState;
import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.api.log.Log.LogState;
import fr.gaveurs.console.api.log.Log.LogTrouble;
import fr.gaveurs.console.api.log.Log.TreePlace;
import fr.gaveurs.console.api.log.Log.Verification;
import fr.gaveurs.console.api.log.Log.VerificationState;
import fr.gaveurs.console.api.log.Log.WitnessState;
import fr.gaveurs.console.api.log.Log.WitnessTrouble;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the screen of the log says, without controls. */
final class ProofsViewModel {
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Level> level = new ReadOnlyObjectWrapper<>(Level.UNKNOWN);
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ObservableList<Fact> facts = FXCollections.observableArrayList();
    private final ObservableList<WitnessRow> witnesses = FXCollections.observableArrayList();
    private final ObservableList<FindingRow> findings = FXCollections.observableArrayList();

    /** A line of what is known. */
    record Fact(String name, String value) {}

    /** A witness in a line. */
    record WitnessRow(Level level, String name, String text) {}

    /** What was found, by its kind, and which it is. */
    record FindingRow(String kind, String detail) {}

    ProofsViewModel(Messages messages) {
        this.messages = messages;
        title.set(messages.get("proofs.asking"));
    }

    ReadOnlyObjectProperty<Level> level() {
        return level.getReadOnlyProperty();
    }

    ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /** Whether the log is being verified. */
    ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** From 0 to 1. */
    ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    ObservableList<Fact> facts() {
        return facts;
    }

    ObservableList<WitnessRow> witnesses() {
        return witnesses;
    }

    ObservableList<FindingRow> findings() {
        return findings;
    }

    void read(ProofsReading reading) {
        facts(reading.log());
        witnesses.setAll(reading.log().witnesses().stream().map(this::witness).toList());
        verification(reading.verification(), reading.log().trouble());
    }

    private void facts(LogState log) {
        CheckpointState checkpoint = log.checkpoint();
        List<Fact> now = List.of(
                fact("size", messages.integer(log.size())),
                fact("pending", pending(log)),
                fact(
                        "checkpoint",
                        checkpoint == null
                                ? messages.get("proofs.checkpoint.none")
                                : messages.get(
                                        "proofs.checkpoint.value",
                                        messages.integer(checkpoint.size()),
                                        messages.dateTime(checkpoint.at()))),
                fact("root", checkpoint == null ? Messages.NONE : checkpoint.root()),
                fact("check", check(log)),
                fact("began", messages.dateTime(log.began())),
                fact("origin", log.origin()),
                fact("key", log.verifierKey()));
        if (!facts.equals(now)) {
            facts.setAll(now);
        }
    }

    private Fact fact(String name, String value) {
        return new Fact(messages.get("proofs.fact." + name), value);
    }

    private String check(LogState log) {
        CheckState check = log.check();
        if (check == null) {
            return messages.get(log.checkShare() == 0 ? "proofs.check.off" : "proofs.check.soon");
        }
        Instant finished = check.finishedAt();
        String last = finished == null
                ? messages.get("proofs.check.first")
                : messages.get("proofs.check.last", messages.dateTime(finished));
        String now = check.percent() < 100
                ? messages.get("proofs.check.running", last, messages.integer(check.percent()))
                : last;
        return check.found() == 0 ? now : messages.count("proofs.check.found", check.found(), now);
    }

    private String pending(LogState log) {
        String waiting = log.pending() == 0
                ? messages.get("proofs.pending.none")
                : messages.get(
                        "proofs.pending.value",
                        messages.integer(log.pending()),
                        messages.integer(Math.round(log.pendingSeconds())));
        return log.backfilling() ? messages.get("proofs.pending.before", waiting) : waiting;
    }

    private WitnessRow witness(WitnessState witness) {
        Long size = witness.size();
        Instant seen = witness.seenAt();
        String kept = size == null || seen == null
                ? messages.get("proofs.witness.nothing")
                : messages.get("proofs.witness.kept", messages.integer(size), messages.dateTime(seen));
        WitnessTrouble trouble = witness.trouble();
        return trouble == null
                ? new WitnessRow(Level.GOOD, witness.name(), kept)
                : new WitnessRow(
                        trouble == WitnessTrouble.AWAY ? Level.WARNING : Level.BAD,
                        witness.name(),
                        trouble == WitnessTrouble.AWAY && size == null
                                ? messages.get("proofs.witness.never")
                                : messages.get("proofs.witness.trouble." + trouble.key(), kept));
    }

    private void verification(@Nullable Verification verification, @Nullable LogTrouble trouble) {
        running.set(verification != null && verification.state() == VerificationState.RUNNING);
        List<FindingRow> rows = verification == null
                ? List.of()
                : verification.findings().stream().map(this::row).toList();
        if (!findings.equals(rows)) {
            findings.setAll(rows);
        }
        if (verification == null) {
            say(
                    trouble == null ? Level.UNKNOWN : Level.BAD,
                    messages.get(trouble == null ? "proofs.never" : "proofs.trouble"),
                    messages.get(trouble == null ? "proofs.never.text" : "proofs.trouble." + trouble.key()));
            return;
        }
        progress.set(verification.percent() / 100.0);
        String state = verification.state().name().toLowerCase(Locale.ROOT);
        Instant finished = verification.finishedAt();
        Level shown =
                switch (verification.state()) {
                    case WHOLE -> Level.GOOD;
                    case ALTERED -> Level.BAD;
                    case FAILED -> Level.WARNING;
                    case RUNNING, CANCELLED -> Level.UNKNOWN;
                };
        say(
                shown,
                messages.get("proofs.state." + state),
                switch (verification.state()) {
                    case RUNNING -> messages.get("proofs.progress", messages.integer(verification.entries()));
                    case WHOLE, ALTERED ->
                        messages.get(
                                "proofs.result",
                                finished == null ? Messages.NONE : messages.dateTime(finished),
                                messages.integer(verification.size() - verification.since()),
                                messages.integer(verification.kept()),
                                messages.integer(verification.noLongerKept()),
                                messages.integer(verification.erased()),
                                messages.integer(verification.checkpoints()),
                                messages.integer(verification.found()));
                    case FAILED -> messages.get("proofs.failed.text");
                    case CANCELLED -> messages.get("proofs.cancelled.text");
                });
    }

    private FindingRow row(Finding finding) {
        String kind = messages.get("proofs.finding." + finding.kind().name().toLowerCase(Locale.ROOT));
        String name = finding.name();
        Long index = finding.index();
        if (name == null) {
            return new FindingRow(kind, place(finding));
        }
        String what =
                messages.getOr("proofs.kind." + finding.entryKind(), String.valueOf(finding.entryKind())) + " " + name;
        StringBuilder detail = new StringBuilder(
                index == null ? what : messages.get("proofs.finding_of", what, messages.integer(index)));
        if (finding.kind() == FindingKind.ROW_ALTERED) {
            detail.append('\n')
                    .append(
                            finding.changes().isEmpty()
                                    ? messages.get("proofs.hidden_change")
                                    : finding.changes().stream()
                                            .map(this::change)
                                            .collect(Collectors.joining("\n")));
        }
        return new FindingRow(kind, detail.toString());
    }

    private String change(Change change) {
        String field = messages.getOr("proofs.field." + change.field(), change.field());
        String before = change.before();
        String after = change.after();
        return before == null || after == null
                ? messages.get("proofs.change.hidden", field)
                : messages.get("proofs.change", field, before, after);
    }

    /** Where in the log itself, in words. */
    private String place(Finding finding) {
        TreePlace place = finding.place();
        Long index = finding.index();
        if (place == null) {
            return index == null ? finding.detail() : messages.get("proofs.place.entry", messages.integer(index));
        }
        Integer level = place.level();
        Long tile = place.tile();
        if (level != null && tile != null) {
            return messages.get("proofs.place.tile", messages.integer(tile), messages.integer(level));
        }
        Long first = place.first();
        Long last = place.last();
        String size = place.size() == null ? Messages.NONE : messages.integer(place.size());
        if (first == null || last == null) {
            return messages.get("proofs.place.checkpoint", size);
        }
        String witness = place.witness();
        String by = witness == null ? messages.get("proofs.place.here") : messages.get("proofs.place.witness", witness);
        return messages.get(
                finding.kind() == FindingKind.TREE_CUT ? "proofs.place.cut" : "proofs.place.rebuilt",
                messages.integer(first),
                messages.integer(last),
                size,
                by);
    }

    private void say(Level now, String headline, String words) {
        level.set(now);
        title.set(headline);
        text.set(words);
    }

    /** Nothing came. */
    void failed(String reason) {
        say(Level.UNKNOWN, messages.get("proofs.failed"), reason);
    }
}

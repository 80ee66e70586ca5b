package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.bugs.BugsContext.StationOpener;
import java.time.Instant;
import java.util.function.LongConsumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** What is known of a bug and not changed by hand. */
final class FactsGrid {
    private final Messages messages;
    private final StationOpener stations;
    private final LongConsumer open;
    private final GridPane root;

    /** @param open opens another bug */
    FactsGrid(BugText text, StationOpener stations, LongConsumer open, GridPane root) {
        this.messages = text.messages();
        this.stations = stations;
        this.open = open;
        this.root = root;
    }

    void show(Bug bug) {
        BugSummary summary = bug.summary();
        root.getChildren().clear();
        links(bug);
        String device = summary.deviceId();
        if (device != null) {
            Hyperlink station = link(messages.get("bugs.fact.open_station"), () -> stations.open(device, null, null));
            station.setId("bugStation");
            fact("bugs.label.device_id", station);
        }
        String sample = summary.sampleId();
        if (sample != null) {
            Node value = new Label(sample);
            if (device != null) {
                value = link(sample, () -> stations.open(device, sample, summary.sampleTime()));
                value.setId("bugSample");
            }
            fact("bugs.fact.sample", value);
            fact(null, when(summary.sampleTime()));
        }
        fact("bugs.fact.occurrences", words(messages.count("bugs.fact.times", summary.occurrences())));
        if (summary.occurrences() > 1) {
            fact("bugs.fact.first", when(summary.firstSeen()));
            fact("bugs.fact.last", when(summary.lastSeen()));
        }
        fact("bugs.fact.code", words(summary.errorCode()));
        fact(
                "bugs.fact.source",
                words(messages.get("bugs.source." + summary.source().key())));
        fact("bugs.fact.reporter", words(summary.reporter()));
        fact(null, words(bug.reporterEmail()));
        fact("bugs.fact.created", when(summary.createdAt()));
        String by = summary.updatedBy();
        String changed = messages.dateTime(summary.updatedAt());
        fact("bugs.fact.updated", words(by == null ? changed : messages.get("bugs.fact.updated_by", changed, by)));
        fact("bugs.fact.response", when(bug.firstResponseAt()));
        fact("bugs.fact.resolved", when(bug.resolvedAt()));
        fact("bugs.fact.program", words(bug.programVersion()));
    }

    /** Other bugs that this one names. */
    private void links(Bug bug) {
        FlowPane links = new FlowPane();
        links.getStyleClass().add("bug-links");
        Long original = bug.summary().duplicateOf();
        if (original != null) {
            links.getChildren().add(link("#" + original, () -> open.accept(original)));
        }
        for (Long related : bug.relatedIssues()) {
            if (!related.equals(original)) {
                links.getChildren().add(link("#" + related, () -> open.accept(related)));
            }
        }
        if (!links.getChildren().isEmpty()) {
            fact("bugs.detail.links", links);
        }
    }

    private static Hyperlink link(String words, Runnable action) {
        Hyperlink link = new Hyperlink(words);
        link.setOnAction(event -> {
            link.setVisited(false);
            action.run();
        });
        link.setWrapText(true);
        return link;
    }

    private @Nullable Node when(@Nullable Instant then) {
        return then == null ? null : words(messages.dateTime(then));
    }

    private static @Nullable Node words(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return null;
        }
        return Labels.wrapping(words);
    }

    private void fact(@Nullable String key, @Nullable Node value) {
        if (value == null) {
            return;
        }
        Label name = new Label(key == null ? "" : messages.get(key));
        name.getStyleClass().add("figure-key");
        name.setMinWidth(Region.USE_PREF_SIZE);
        root.addRow(root.getRowCount(), name, value);
    }
}

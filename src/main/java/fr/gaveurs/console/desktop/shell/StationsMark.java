package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.StationView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What stands on the rail's entry of the stations: those that wait for a person, or else those somebody works at. */
record StationsMark(Messages messages) {
    /** @param entry its place in the rail */
    void show(Rail rail, int entry, Collection<StationView> stations) {
        List<String> words = new ArrayList<>();
        long waiting = stations.stream()
                .filter(view -> view.device().enrollment() == Enrollment.PENDING)
                .count();
        long maintained = stations.stream()
                .filter(view -> view.device().maintenance() != null)
                .count();
        if (waiting > 0) {
            words.add(messages.count("rail.stations.waiting", waiting));
        }
        if (maintained > 0) {
            words.add(messages.count("rail.stations.maintained", maintained));
        }
        long shown = waiting > 0 ? waiting : maintained;
        rail.mark(entry, shown == 0 ? "" : messages.integer(shown), waiting > 0, String.join(" · ", words));
    }
}

package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The filters above the list of stations. */
final class FilterBar {
    private final Messages messages;
    private final StationsViewModel model;
    private final TextField search;
    private final ComboBox<Choice<String>> site;
    private final ComboBox<Choice<String>> line;
    private final ManyChoice<Standing> standing;
    private final Button clear;
    private boolean filling;

    /** @param focusList leads the keyboard from the search to the list */
    FilterBar(
            Messages messages,
            StationsViewModel model,
            TextField search,
            ComboBox<Choice<String>> site,
            ComboBox<Choice<String>> line,
            ManyChoice<Standing> standing,
            Button clear,
            Runnable focusList) {
        this.messages = messages;
        this.model = model;
        this.search = search;
        this.site = site;
        this.line = line;
        this.standing = standing;
        standing.offer(
                Arrays.stream(Standing.values())
                        .map(one -> new Choice<>(one, messages.get("stations.state." + one.key())))
                        .toList(),
                this::title,
                now -> filter(model.filter().withStandings(Set.copyOf(now))));
        this.clear = clear;
        search.textProperty().subscribe((before, now) -> {
            if (!filling) {
                filter(model.filter().withWords(now.strip()));
            }
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                focusList.run();
                event.consume();
            }
        });
        choose(site, choice -> model.filter().withSite(choice.value()));
        choose(line, choice -> model.filter().withLine(choice.value()));
        model.sites().subscribe(now -> fill());
        model.lines().subscribe(now -> fill());
        fill();
    }

    /** Takes every filter away. */
    void clear() {
        model.filter(StationsFilter.ALL);
        fill();
    }

    private <T> void choose(ComboBox<Choice<T>> box, Function<Choice<T>, StationsFilter> with) {
        Choice.onChosen(box, choice -> {
            if (!filling) {
                filter(with.apply(choice));
            }
        });
    }

    private void filter(StationsFilter wanted) {
        model.filter(wanted);
        clear.setDisable(!wanted.narrows());
    }

    private void fill() {
        filling = true;
        StationsFilter now = model.filter();
        if (!search.getText().strip().equals(now.words())) {
            search.setText(now.words());
        }
        Choice.fill(site, names(model.sites().get(), "live.site.all"), now.site());
        Choice.fill(line, names(model.lines().get(), "stations.filter.all_lines"), now.line());
        line.setDisable(model.lines().get().isEmpty());
        standing.check(now.standings());
        clear.setDisable(!now.narrows());
        filling = false;
    }

    /** What the closed box says of the states that are checked. */
    private String title(List<Choice<Standing>> checked) {
        return switch (checked.size()) {
            case 0 -> messages.get("stations.filter.all_states");
            case 1 -> checked.getFirst().words();
            default -> messages.count("stations.filter.states", checked.size());
        };
    }

    private List<Choice<String>> names(List<String> known, String all) {
        List<Choice<String>> choices = new ArrayList<>();
        choices.add(new Choice<>(null, messages.get(all)));
        known.forEach(name -> choices.add(new Choice<>(name, name)));
        return choices;
    }
}

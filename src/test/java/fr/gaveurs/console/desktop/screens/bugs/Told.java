package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.desktop.kit.Notifier;
import java.util.Collection;

/** Keeps what a person is told; good news are marked as such. */
record Told(Collection<String> all) implements Notifier {
    @Override
    public void good(String text) {
        all.add("good: " + text);
    }

    @Override
    public void warn(String text) {
        all.add(text);
    }

    @Override
    public void warn(String subject, String text) {
        warn(text);
    }

    @Override
    public void over(String subject) {}

    @Override
    public void over() {}
}

package fr.gaveurs.console.desktop;

import fr.gaveurs.console.desktop.kit.CssLog;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What JavaFX finds wrong with styles, such as a colour that is looked up and not found, while this is open. */
public final class CssWarnings extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("javafx.css");
    private final List<String> heard = new ArrayList<>();

    public CssWarnings() {
        CssLog.install();
        logger.addHandler(this);
    }

    /** Each with the way to it. */
    public synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public synchronized void publish(LogRecord record) {
        StringBuilder text = new StringBuilder(String.valueOf(record.getMessage()));
        StackWalker.getInstance().forEach(frame -> text.append("\n    at ").append(frame));
        heard.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}

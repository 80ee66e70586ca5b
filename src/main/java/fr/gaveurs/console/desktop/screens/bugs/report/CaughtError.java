package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.ErrorCode;
import fr.gaveurs.console.api.ShortText;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * An error that nobody caught.
 *
 * @param code as {@link ErrorCode} makes it
 * @param title its class and where it was thrown
 * @param component whose thread it ended
 * @param trace its stack and its causes, cut to what a report carries
 */
record CaughtError(String code, String title, String component, String trace) {
    private static final int LONGEST_TRACE = 50_000;
    private static final int LONGEST_TITLE = 200;
    private static final int FRAMES = 60;

    static CaughtError of(String code, String component, Throwable error) {
        return new CaughtError(code, title(error), component, trace(error));
    }

    private static String title(Throwable error) {
        Throwable root = ErrorCode.root(error);
        String name = root.getClass().getSimpleName().isEmpty()
                ? root.getClass().getName()
                : root.getClass().getSimpleName();
        StackTraceElement[] stack = root.getStackTrace();
        String title = name;
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().startsWith("fr.gaveurs.")) {
                String type = frame.getClassName();
                title = name + ", " + type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
                break;
            }
        }
        return ShortText.beginning(title, LONGEST_TITLE);
    }

    private static String trace(Throwable error) {
        Beginning text = new Beginning();
        try {
            error.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | StackOverflowError e) {
            // Very many causes, or one that cannot say what it is: its last one alone, then.
            text.clear();
            Throwable root = ErrorCode.root(error);
            text.write(root.getClass().getName() + "\n");
            StackTraceElement[] stack = root.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, stack.length); i++) {
                text.write("\tat " + stack[i] + "\n");
            }
        }
        return text.toString();
    }

    /** Keeps the beginning of what is written: a trace may be longer than the heap is large. */
    private static final class Beginning extends Writer {
        private final StringBuilder kept = new StringBuilder();

        @Override
        public void write(char[] text, int from, int length) {
            kept.append(text, from, Math.min(length, LONGEST_TRACE + 1 - kept.length()));
        }

        @Override
        public void write(String text) {
            write(text.toCharArray(), 0, text.length());
        }

        void clear() {
            kept.setLength(0);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return ShortText.beginning(kept.toString(), LONGEST_TRACE);
        }
    }
}

package fr.gaveurs.console.api;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A short code for an error, such as {@code K7QM-2F9D}: made of the class of its root cause and of where that was thrown,
 * so that equal errors have one code on every PC. Messages and line numbers do not matter, nor do the numbers that the
 * compiler and the machine give to lambdas and nameless classes: these change from one version or start to the next.
 */
public final class ErrorCode {
    /** Frames of our own say best where an error comes from; those of libraries change with their versions. */
    private static final String OWN = "fr.gaveurs.";

    private static final int FRAMES = 3;
    /** A frame so often on one stack is part of a recursion. */
    private static final int RECURSION = 8;

    private static final int MAX_CAUSES = 1_000;
    /** Figures and letters without I, L, O and U, which are misread on the telephone. */
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** {@code /0x00007f…} of hidden classes, {@code $14} of nameless ones, the numbers of lambdas and of made classes. */
    private static final Pattern NUMBERS = Pattern.compile("/(0x)?[0-9a-fA-F]+|\\$\\d+|(?<=[pP]roxy|Accessor)\\d+");

    /** What differs each time that a board meets one error: UUIDs, MAC addresses, addresses with and without 0x. */
    private static final Pattern ADDRESSES =
            Pattern.compile("\\b(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
                    + "|[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}"
                    + "|0x[0-9a-f]+"
                    + "|(?=[a-f]*[0-9])[0-9a-f]{6,})\\b");

    private static final Pattern FIGURES = Pattern.compile("\\d+");
    /** A backtrace is longer on one day than on another. */
    private static final Pattern ROW = Pattern.compile("#(?:[\\s:,;|]+#)+");

    private ErrorCode() {}

    /** The code of an error: eight figures and capitals with a hyphen in the middle. */
    public static String of(Throwable error) {
        StringBuilder key = new StringBuilder(plain(root(error).getClass().getName()));
        // Where the heap ends is chance: all such errors are one.
        if (!(root(error) instanceof OutOfMemoryError)) {
            place(error).forEach(frame -> key.append('\n').append(frame));
        }
        return text(hash(key));
    }

    /** The code of an error that no program threw, by what equal ones have in common; figures and addresses do not matter. */
    public static String of(String place, String words) {
        String plain = ADDRESSES.matcher(words.strip().toLowerCase(Locale.ROOT)).replaceAll("#");
        plain = ROW.matcher(FIGURES.matcher(plain).replaceAll("#")).replaceAll("#");
        return text(hash(place + '\n' + plain));
    }

    /** What is behind an error: its last cause; of causes that form a ring, the last one before it closes. */
    public static Throwable root(Throwable error) {
        return chain(error).getLast();
    }

    private static List<Throwable> chain(Throwable error) {
        Set<Throwable> met = Collections.newSetFromMap(new IdentityHashMap<>());
        return Stream.iterate(error, each -> each != null && met.add(each), Throwable::getCause)
                .limit(MAX_CAUSES)
                .toList();
    }

    private static List<String> place(Throwable error) {
        // The JVM leaves out the stack of errors that it meets very often; whoever wrapped one may still have his own.
        StackTraceElement[] stack = chain(error).reversed().stream()
                .map(Throwable::getStackTrace)
                .filter(trace -> trace.length > 0)
                .findFirst()
                .orElse(new StackTraceElement[0]);
        Map<String, Integer> times = new LinkedHashMap<>();
        for (StackTraceElement frame : stack) {
            times.merge(plain(frame.getClassName()) + '.' + plain(frame.getMethodName()), 1, Integer::sum);
        }
        if (root(error) instanceof StackOverflowError) {
            // Which of the methods that call each other met the end is chance, and so is what it called then.
            List<String> ring = times.keySet().stream()
                    .filter(frame -> times.getOrDefault(frame, 0) >= RECURSION)
                    .sorted()
                    .toList();
            if (!ring.isEmpty()) {
                return preferred(ring, Integer.MAX_VALUE);
            }
        }
        return preferred(List.copyOf(times.keySet()), FRAMES);
    }

    private static List<String> preferred(List<String> frames, int most) {
        Predicate<String> own = frame -> frame.startsWith(OWN);
        List<String> ours = frames.stream().filter(own).limit(most).toList();
        return ours.isEmpty() ? frames.stream().limit(most).toList() : ours;
    }

    private static String plain(String name) {
        return NUMBERS.matcher(name).replaceAll("");
    }

    /** FNV-1a with a last stir: it needs no provider, and so works when the program hardly does. */
    private static long hash(CharSequence text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    private static String text(long hash) {
        StringBuilder text = new StringBuilder(9);
        for (int i = 0; i < 8; i++) {
            if (i == 4) {
                text.append('-');
            }
            text.append(DIGITS.charAt((int) (hash >>> (5 * i)) & 31));
        }
        return text.toString();
    }
}

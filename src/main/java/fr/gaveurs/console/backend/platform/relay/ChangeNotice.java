package fr.gaveurs.console.backend.platform.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changed, gathered: of one station's samples any number takes as much room as one. Not thread-safe.
 *
 * <p>As text it is words between spaces, each with its kind: {@code s:FROM:TO:SITE:STATION} samples with the times from
 * and to (microseconds since 1970, base 36), {@code d:STATION} its row, {@code b:NUMBER} a bug, {@code t} tokens. Words
 * of other kinds are passed over: a newer console may say them while an older one still runs.
 */
public final class ChangeNotice {
    /**
     * Samples of a station that were stored.
     *
     * @param site its two letters
     * @param from the earliest sample's time, µs since 1970
     * @param to the latest sample's time, µs since 1970
     */
    public record Span(String site, long from, long to) {
        Span plus(Span other) {
            return new Span(other.site, Math.min(from, other.from), Math.max(to, other.to));
        }
    }

    private static final int RADIX = Character.MAX_RADIX;

    private final Map<String, Span> samples = new HashMap<>();
    private final Set<String> devices = new HashSet<>();
    private final Set<Long> bugs = new HashSet<>();
    private boolean tokens;

    /** Samples that were stored, by station. */
    public Map<String, Span> samples() {
        return samples;
    }

    /** Stations whose row changed. */
    public Set<String> devices() {
        return devices;
    }

    /** Numbers of bugs that changed. */
    public Set<Long> bugs() {
        return bugs;
    }

    /** Whether an API token was made or revoked. */
    public boolean tokens() {
        return tokens;
    }

    void sample(String device, Span span) {
        samples.merge(device, span, Span::plus);
    }

    void tokensChanged() {
        tokens = true;
    }

    boolean isEmpty() {
        return samples.isEmpty() && devices.isEmpty() && bugs.isEmpty() && !tokens;
    }

    void addAll(ChangeNotice other) {
        other.samples.forEach(this::sample);
        devices.addAll(other.devices);
        bugs.addAll(other.bugs);
        tokens |= other.tokens;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        samples.forEach((device, span) -> words.add("s:" + Long.toString(span.from(), RADIX) + ":"
                + Long.toString(span.to(), RADIX) + ":" + span.site() + ":" + device));
        devices.forEach(device -> words.add("d:" + device));
        bugs.forEach(bug -> words.add("b:" + bug));
        if (tokens) {
            words.add("t");
        }
        return words;
    }

    /** As texts, each of them of so many characters at most (all are ASCII); none if there is nothing to say. */
    List<String> texts(int limit) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String word : words()) {
            if (!text.isEmpty() && text.length() + 1 + word.length() > limit) {
                texts.add(text.toString());
                text.setLength(0);
            }
            text.append(text.isEmpty() ? "" : " ").append(word);
        }
        if (!text.isEmpty()) {
            texts.add(text.toString());
        }
        return texts;
    }

    /** What words say; anybody may write to a channel, so what is none of these is passed over. */
    static ChangeNotice parse(Iterable<String> words) {
        ChangeNotice hints = new ChangeNotice();
        for (String word : words) {
            String[] parts = word.split(":", 5);
            try {
                switch (parts[0]) {
                    case "s" ->
                        hints.sample(
                                parts[4],
                                new Span(parts[3], Long.parseLong(parts[1], RADIX), Long.parseLong(parts[2], RADIX)));
                    case "d" -> hints.devices.add(parts[1]);
                    case "b" -> hints.bugs.add(Long.valueOf(parts[1]));
                    case "t" -> hints.tokens = true;
                    default -> {
                        // Of a newer program.
                    }
                }
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                // None of ours.
            }
        }
        return hints;
    }
}

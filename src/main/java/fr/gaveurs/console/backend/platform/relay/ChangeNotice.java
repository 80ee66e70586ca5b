package fr.gaveurs.console.backend.platform.relay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed, gathered: of one subject any number of changes takes as much room as one. Not thread-safe.
 *
 * <p>As text it is words between spaces, each with its topic ({@link ChangeTopic}). Words of other topics are passed
 * over: a newer console may say them while an older one still runs.
 */
public final class ChangeNotice {
    private final Map<ChangeTopic<?>, Map<String, Object>> changes = new LinkedHashMap<>();

    /** What changed of a topic, by subject. */
    @SuppressWarnings("unchecked") // add puts only values of the topic's own type under it
    public <V> Map<String, V> of(ChangeTopic<V> topic) {
        return (Map<String, V>) changes.getOrDefault(topic, Map.of());
    }

    /** @param subject empty for a topic without subjects */
    <V> void add(ChangeTopic<V> topic, String subject, V value) {
        changes.computeIfAbsent(topic, added -> new LinkedHashMap<>());
        @SuppressWarnings("unchecked")
        Map<String, V> subjects = (Map<String, V>) changes.get(topic);
        subjects.merge(subject, value, topic.merge());
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    void addAll(ChangeNotice other) {
        other.changes.keySet().forEach(topic -> addAll(topic, other));
    }

    private <V> void addAll(ChangeTopic<V> topic, ChangeNotice other) {
        other.of(topic).forEach((subject, value) -> add(topic, subject, value));
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        changes.keySet().forEach(topic -> addWords(topic, words));
        return words;
    }

    private <V> void addWords(ChangeTopic<V> topic, List<String> words) {
        of(topic).forEach((subject, value) -> words.add(topic.word(subject, value)));
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

    /** What words say; anybody may write to a channel, so what is of none of these topics is passed over. */
    static ChangeNotice parse(Iterable<String> words, Collection<ChangeTopic<?>> topics) {
        ChangeNotice notice = new ChangeNotice();
        for (String word : words) {
            for (ChangeTopic<?> topic : topics) {
                notice.addWord(topic, word);
            }
        }
        return notice;
    }

    private <V> void addWord(ChangeTopic<V> topic, String word) {
        List<String> pieces = Arrays.asList(word.split(":", topic.parts() + 2));
        if (!pieces.getFirst().equals(topic.key())) {
            return;
        }
        try {
            V value = topic.read().apply(pieces.subList(1, 1 + topic.parts()));
            add(topic, topic.subjects() ? pieces.get(1 + topic.parts()) : "", value);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // None of ours.
        }
    }
}

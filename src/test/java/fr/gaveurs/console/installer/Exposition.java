package fr.gaveurs.console.installer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} answered: which metrics there are, and which labels with which values they have. */
final class Exposition {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z0-9_:]+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z0-9_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Prometheus gives these to whatever it scrapes. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");
    /** Their values depend on what happens, or on where. */
    private static final Set<String> ANY_VALUE = Set.of("job", "instance", "status_code", "device_id");

    private final Map<String, List<Map<String, String>>> series = new HashMap<>();

    Exposition(String text) {
        series.put("up", new ArrayList<>(List.of(Map.of())));
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new AssertionError("no line of metrics: " + line);
            }
            Map<String, String> labels = new HashMap<>();
            if (matcher.group(2) != null) {
                Matcher label = LABEL.matcher(matcher.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
            }
            series.computeIfAbsent(matcher.group(1), name -> new ArrayList<>()).add(labels);
        });
    }

    /** What the expression asks for and nobody tells; empty where all is well. */
    List<String> faults(String expression) {
        return faults(PromQl.parse(expression));
    }

    List<String> faults(PromQl query) {
        List<String> faults = new ArrayList<>();
        Set<String> known = new TreeSet<>(OF_THE_SCRAPE);
        if (query.selectors().isEmpty()) {
            faults.add("names no metric");
        }
        for (PromQl.Selector selector : query.selectors()) {
            List<Map<String, String>> found = series.get(selector.metric());
            if (found == null) {
                faults.add("there is no metric " + selector.metric());
                continue;
            }
            found.forEach(labels -> known.addAll(labels.keySet()));
            for (PromQl.Matcher matcher : selector.matchers()) {
                check(selector.metric(), found, matcher, faults);
            }
        }
        for (String label : query.groupLabels()) {
            if (!known.contains(label)) {
                faults.add("no metric of it has the label " + label + "; there are " + known);
            }
        }
        return faults;
    }

    private static void check(
            String metric, List<Map<String, String>> found, PromQl.Matcher matcher, List<String> faults) {
        String label = matcher.label();
        if (!OF_THE_SCRAPE.contains(label) && found.stream().noneMatch(labels -> labels.containsKey(label))) {
            faults.add(metric + " has no label " + label);
            return;
        }
        boolean positive = matcher.operator().equals("=") || matcher.operator().equals("=~");
        if (!positive || ANY_VALUE.contains(label)) {
            return;
        }
        // Each of the alternatives, so that a slip in one of them is not hidden by another.
        for (String value : matcher.operator().equals("=")
                ? List.of(matcher.value())
                : List.of(matcher.value().split("\\|"))) {
            boolean met = found.stream()
                    .map(labels -> labels.get(label))
                    .anyMatch(is ->
                            is != null && (matcher.operator().equals("=") ? is.equals(value) : is.matches(value)));
            if (!met) {
                faults.add(metric + " never has " + label + "=\"" + value + "\"");
            }
        }
    }
}

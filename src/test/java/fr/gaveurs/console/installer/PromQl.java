package fr.gaveurs.console.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that an expression in PromQL uses. What the expression means is promtool's to check; here it is only read
 * token by token.
 *
 * @param selectors each metric with the labels it is chosen by
 * @param groupLabels the labels of {@code by}, {@code on} and their like
 */
record PromQl(List<Selector> selectors, Set<String> groupLabels) {
    /** A metric, and what its labels have to be. */
    record Selector(String metric, List<Matcher> matchers) {}

    /** Such as {@code state=~"open|half_open"}. */
    record Matcher(String label, String operator, String value) {}

    private static final Set<String> GROUPING = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "atan2", "inf", "nan");
    private static final Set<String> AGGREGATIONS =
            Set.of("sum", "min", "max", "avg", "count", "group", "stddev", "stdvar", "topk", "bottomk", "quantile");

    /** @throws IllegalArgumentException if a selector names no metric, or something is left open */
    static PromQl parse(String expression) {
        Reader reader = new Reader(expression);
        reader.read();
        return new PromQl(reader.selectors, reader.labels);
    }

    private static final class Reader {
        private final String text;
        private final List<Selector> selectors = new ArrayList<>();
        private final Set<String> labels = new TreeSet<>();
        private int at;

        Reader(String text) {
            this.text = text;
        }

        void read() {
            while (!ended()) {
                char c = text.charAt(at);
                if (c == '"' || c == '\'' || c == '`') {
                    string();
                } else if (c == '[') {
                    at = end(']') + 1;
                } else if (c == '{') {
                    throw new IllegalArgumentException("a selector without a metric at " + at + " of " + text);
                } else if (Character.isDigit(c)) {
                    at = whileMatches("[0-9a-zA-Z_.]");
                } else if (Character.isLetter(c) || c == '_' || c == ':') {
                    word();
                } else {
                    at++;
                }
            }
        }

        private void word() {
            String word = identifier();
            String lower = word.toLowerCase(Locale.ROOT);
            if (GROUPING.contains(lower)) {
                if (next() == '(') {
                    int close = end(')');
                    for (String label : text.substring(at + 1, close).split(",")) {
                        if (!label.isBlank()) {
                            labels.add(label.strip());
                        }
                    }
                    at = close + 1;
                }
            } else if (!WORDS.contains(lower) && !AGGREGATIONS.contains(lower) && next() != '(') {
                selectors.add(new Selector(word, next() == '{' ? matchers() : List.of()));
            }
        }

        private List<Matcher> matchers() {
            List<Matcher> matchers = new ArrayList<>();
            at++;
            while (next() != '}') {
                if (next() == ',') {
                    at++;
                    continue;
                }
                String label = identifier();
                next();
                int from = at;
                at = whileMatches("[=!~]");
                String operator = text.substring(from, at);
                if (label.isEmpty() || operator.isEmpty() || ended()) {
                    throw new IllegalArgumentException("labels are left open at " + from + " of " + text);
                }
                next();
                matchers.add(new Matcher(label, operator, string()));
            }
            at++;
            return matchers;
        }

        private String identifier() {
            next();
            int from = at;
            at = whileMatches("[a-zA-Z0-9_:]");
            return text.substring(from, at);
        }

        private String string() {
            char quote = text.charAt(at++);
            StringBuilder value = new StringBuilder();
            while (!ended() && text.charAt(at) != quote) {
                if (text.charAt(at) == '\\' && quote != '`') {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            if (ended()) {
                throw new IllegalArgumentException("a string is left open in " + text);
            }
            at++;
            return value.toString();
        }

        private int end(char close) {
            int end = text.indexOf(close, at);
            if (end < 0) {
                throw new IllegalArgumentException("no " + close + " after " + at + " of " + text);
            }
            return end;
        }

        private int whileMatches(String oneCharacter) {
            int to = at;
            while (to < text.length() && text.substring(to, to + 1).matches(oneCharacter)) {
                to++;
            }
            return to;
        }

        /** Goes to the next character that is no space, and shows it; 0 at the end. */
        private char next() {
            while (!ended() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return ended() ? 0 : text.charAt(at);
        }

        private boolean ended() {
            return at >= text.length();
        }
    }
}

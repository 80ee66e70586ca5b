package fr.gaveurs.console.backend.platform.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client would like best, by {@code Accept} or {@code Accept-Language} with their weights (RFC 9110, 12.4.2). A
 * preference that cannot be fulfilled is no reason to give nothing, so something is always chosen.
 */
public final class AcceptHeader {
    /** More entries than any client sends; what comes after them is not looked at. */
    private static final int MAX_ENTRIES = 100;

    private static final Pattern WEIGHT = Pattern.compile("[01](?:\\.[0-9]{0,3})?");

    private AcceptHeader() {}

    /**
     * @param name in lower case, such as {@code text/plain} or {@code fr-ch}
     * @param weight 0 means "not this one"
     */
    private record Preference(String name, Map<String, String> parameters, double weight) {}

    /**
     * The offer that has the greatest weight; of those with the same, the first.
     *
     * @param header null for none
     * @param offers media types, with the parameters that tell them apart; the first is the default
     */
    public static String mediaType(@Nullable String header, List<String> offers) {
        List<Preference> preferences = parse(header);
        String best = offers.getFirst();
        double most = 0;
        for (String offer : offers) {
            double weight = weight(preferences, parse(offer).getFirst());
            if (weight > most) {
                most = weight;
                best = offer;
            }
        }
        return best;
    }

    /** By the most specific wish that fits. */
    private static double weight(List<Preference> preferences, Preference offer) {
        int closest = -1;
        double weight = 0;
        for (Preference preference : preferences) {
            int closeness = closeness(preference, offer);
            if (closeness > closest) {
                closest = closeness;
                weight = preference.weight();
            }
        }
        return weight;
    }

    /** -1 where it does not fit. */
    private static int closeness(Preference preference, Preference offer) {
        if (preference.name().equals("*/*") || preference.name().equals("*")) {
            return 0;
        }
        if (preference.name().endsWith("/*")) {
            return offer.name()
                            .startsWith(preference
                                    .name()
                                    .substring(0, preference.name().length() - 1))
                    ? 1
                    : -1;
        }
        if (!preference.name().equals(offer.name())) {
            return -1;
        }
        int same = 0;
        for (Map.Entry<String, String> parameter : preference.parameters().entrySet()) {
            String offered = offer.parameters().get(parameter.getKey());
            if (offered != null && !offered.equals(parameter.getValue())) {
                return -1;
            }
            same += offered == null ? 0 : 1;
        }
        return 2 + same;
    }

    /**
     * The language that has the greatest weight, without its region, such as {@code fr}; null where none is named.
     *
     * @param header null for none
     */
    public static @Nullable String language(@Nullable String header) {
        String best = null;
        double most = 0;
        for (Preference preference : parse(header)) {
            if (preference.weight() > most && !preference.name().equals("*")) {
                most = preference.weight();
                best = preference.name().split("-", 2)[0];
            }
        }
        return best;
    }

    /**
     * The language that has the greatest weight of those that there are, whatever its region; the first where none is named.
     *
     * @param header null for none
     * @param offers such as {@code fr}
     */
    public static String oneOf(@Nullable String header, List<String> offers) {
        List<Preference> preferences = parse(header);
        String best = offers.getFirst();
        double most = 0;
        for (String offer : offers) {
            for (Preference preference : preferences) {
                if (preference.weight() > most
                        && preference.name().split("-", 2)[0].equals(offer)) {
                    most = preference.weight();
                    best = offer;
                }
            }
        }
        return best;
    }

    private static List<Preference> parse(@Nullable String header) {
        List<Preference> preferences = new ArrayList<>();
        for (String entry : header == null ? new String[0] : header.split(",", MAX_ENTRIES + 1)) {
            String[] parts = entry.split(";");
            String name = parts.length == 0 ? "" : parts[0].strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || preferences.size() == MAX_ENTRIES) {
                continue;
            }
            Map<String, String> parameters = new HashMap<>();
            double weight = 1;
            for (int i = 1; i < parts.length; i++) {
                String[] pair = parts[i].split("=", 2);
                String key = pair[0].strip().toLowerCase(Locale.ROOT);
                String value = pair.length == 2 ? pair[1].strip().replace("\"", "") : "";
                if (!key.equals("q")) {
                    parameters.put(key, value.toLowerCase(Locale.ROOT));
                } else {
                    weight = WEIGHT.matcher(value).matches() ? Math.min(1, Double.parseDouble(value)) : 0;
                }
            }
            preferences.add(new Preference(name, parameters, weight));
        }
        return preferences;
    }
}

package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.DayFormats;
import fr.gaveurs.console.api.audit.AuditApi;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.backend.features.reports.content.Content.Column;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Words, numbers and times of one report: its own language and zone, whatever the console's are. Not thread-safe. */
public final class ReportWords {
    /** Shown where there is no figure. */
    public static final String NONE = "–";

    private static final String BUNDLE = "fr.gaveurs.console.backend.features.reports.words";

    /** Letters and emoji of several signs hang together by it. */
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private final ReportLanguage language;
    private final Locale locale;
    private final ZoneId zone;
    private final ResourceBundle bundle;
    private final ResourceBundle acts;
    private final NumberFormat[] formats = new NumberFormat[4];

    public ReportWords(ReportLanguage language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
        locale = language == ReportLanguage.FR ? Locale.FRANCE : Locale.UK;
        bundle = bundle(BUNDLE);
        acts = bundle(AuditApi.WORDS);
    }

    private ResourceBundle bundle(String name) {
        return ResourceBundle.getBundle(
                name,
                Locale.of(locale.getLanguage()),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** What people call what a route does; the route's id where nothing is said of it. */
    String act(String route) {
        return journal("act." + route, route);
    }

    /** What people call a kind of what was acted on. */
    String object(String kind) {
        return journal("object." + kind, kind);
    }

    /** What people call a value that was changed. */
    String field(String name) {
        return journal("field." + name, name.replace('_', ' '));
    }

    /** What people call a word that stands for a value of a field; the word itself where nothing is said of it. */
    String value(String field, String word) {
        return journal("value." + field + "." + word, journal("value." + word, word));
    }

    private String journal(String key, String fallback) {
        return acts.containsKey("journal." + key) ? acts.getString("journal." + key) : fallback;
    }

    public ReportLanguage language() {
        return language;
    }

    public Locale locale() {
        return locale;
    }

    public ZoneId zone() {
        return zone;
    }

    /** The text of a key, {@code {0}}, {@code {1}}… filled in. */
    public String get(String key, Object... arguments) {
        String text = bundle.getString(key);
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }

    /** A text of people's without marks that show as nothing, such as those of direction: they would turn what follows. */
    public static String seen(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT || c == ZERO_WIDTH_JOINER)
                .forEach(seen::appendCodePoint);
        return seen.toString();
    }

    /**
     * A table's column.
     *
     * @param weight its width beside the others'
     */
    Column column(String key, CellType type, double weight) {
        return new Column(get("column." + key), type, weight);
    }

    /** The text of a key, or {@code fallback} where there is none. */
    public String getOr(String key, String fallback) {
        return bundle.containsKey(key) ? bundle.getString(key) : fallback;
    }

    /** {@code key.one} or {@code key.other}; the number is {@code {0}}. In French zero is singular too. */
    public String count(String key, long number, Object... more) {
        boolean one = language == ReportLanguage.FR ? number <= 1 : number == 1;
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = number(number, 0);
        System.arraycopy(more, 0, arguments, 1, more.length);
        return get(key + (one ? ".one" : ".other"), arguments);
    }

    /** A number with so many decimals; {@link #NONE} for null and what is no number. */
    public String number(@Nullable Number value, int decimals) {
        if (value == null || !Double.isFinite(value.doubleValue())) {
            return NONE;
        }
        if (formats[decimals] == null) {
            NumberFormat format = NumberFormat.getNumberInstance(locale);
            format.setMinimumFractionDigits(decimals);
            format.setMaximumFractionDigits(decimals);
            formats[decimals] = format;
        }
        // Roboto has no narrow no-break space.
        return formats[decimals].format(value).replace('\u202f', '\u00a0').replace('-', '\u2212');
    }

    /** A percentage given as 0–100. */
    public String percent(@Nullable Number value) {
        return percent(value, 1);
    }

    /** As {@link #percent(Number)}, with so many decimals. */
    public String percent(@Nullable Number value, int decimals) {
        return value == null ? NONE : number(value, decimals) + (language == ReportLanguage.FR ? "\u00a0%" : "%");
    }

    /** Day and time to the second; with the offset in the hour that comes twice when clocks are put back. */
    public String time(Instant instant) {
        String text = formatted("d MMM yyyy HH:mm:ss", "d MMM yyyy, HH:mm:ss", instant);
        boolean twice = zone.getRules()
                        .getValidOffsets(LocalDateTime.ofInstant(instant, zone))
                        .size()
                > 1;
        return twice ? text + " (UTC" + zone.getRules().getOffset(instant) + ")" : text;
    }

    /** Day and time to the minute, as a sentence says it. */
    public String moment(Instant instant) {
        return formatted("EEEE d MMMM yyyy 'à' HH:mm", "EEEE d MMMM yyyy 'at' HH:mm", instant);
    }

    /** The time of day, to the minute. */
    public String hour(Instant instant) {
        return formatted("HH:mm", "HH:mm", instant);
    }

    private String formatted(String french, String english, Instant instant) {
        return DayFormats.of(language == ReportLanguage.FR ? french : english, locale)
                .withZone(zone)
                .format(instant);
    }

    /** A day with its name. */
    public String longDay(LocalDate day) {
        return shown(day, "EEEE d MMMM yyyy");
    }

    /** From one day to another one, without saying month and year twice where they are the same. */
    String span(LocalDate from, LocalDate to) {
        String begin =
                from.getYear() != to.getYear() ? "d MMMM yyyy" : from.getMonth() != to.getMonth() ? "d MMMM" : "d";
        return get("title.span", shown(from, begin), shown(to, "d MMMM yyyy"));
    }

    private String shown(LocalDate day, String pattern) {
        return DayFormats.of(pattern, locale).format(day);
    }

    /** A day in a table. */
    public String day(LocalDate day) {
        return shown(day, "EEE d MMM yyyy");
    }

    /** A day on an axis. */
    public String shortDay(LocalDate day) {
        return DateTimeFormatter.ofPattern(language == ReportLanguage.FR ? "d/MM" : "d MMM", locale)
                .format(day);
    }

    /** A month with its year. */
    public String month(LocalDate day) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(day);
    }

    /** The zone as people say it, with its name in tables. */
    public String zoneName() {
        String name = zone.getDisplayName(TextStyle.FULL, locale);
        return name.equals(zone.getId()) ? name : name + " (" + zone.getId() + ")";
    }

    /** A length of time such as {@code 2 h 05 min}. */
    public String duration(double seconds) {
        long s = Math.max(0, Math.round(seconds));
        if (s < 60) {
            return get("duration.s", s);
        }
        if (s < 3_600) {
            return get("duration.min", s / 60);
        }
        if (s < 48 * 3_600) {
            return get("duration.h", s / 3_600, String.format(Locale.ROOT, "%02d", s % 3_600 / 60));
        }
        return get("duration.d", s / 86_400, s % 86_400 / 3_600);
    }

    /** A cell's value as it is read. */
    public String cell(CellType type, @Nullable Object value) {
        if (value == null) {
            return type == CellType.TEXT ? "" : NONE;
        }
        return switch (type) {
            case TEXT -> (String) value;
            case COUNT, DECIMAL, SCORE -> number((Number) value, type.decimals());
            case PERCENT -> percent((Number) value);
            case TIME -> time((Instant) value);
            case DAY -> day((LocalDate) value);
            case DURATION -> duration(((Number) value).doubleValue());
        };
    }
}

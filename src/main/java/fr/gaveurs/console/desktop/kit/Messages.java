package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.DayFormats;
import fr.gaveurs.console.api.audit.AuditApi;
import java.text.Bidi;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Words, numbers and times in one language. Immutable: on a change of language the shell builds the screens anew. */
public final class Messages {
    /** Shown where there is no figure. */
    public static final String NONE = "–";

    private static final char FIRST_RIGHT_TO_LEFT = '\u0590';
    /** A mark without a width: what comes behind it goes on from left to right. */
    private static final char LEFT_TO_RIGHT = '\u200e';

    private static final List<String> BUNDLES = List.of(
            AuditApi.WORDS,
            "fr.gaveurs.console.desktop.messages",
            "fr.gaveurs.console.desktop.station",
            "fr.gaveurs.console.desktop.stations",
            "fr.gaveurs.console.desktop.report",
            "fr.gaveurs.console.desktop.bugs",
            "fr.gaveurs.console.desktop.firmware",
            "fr.gaveurs.console.desktop.models",
            "fr.gaveurs.console.desktop.products",
            "fr.gaveurs.console.desktop.feedback",
            "fr.gaveurs.console.desktop.journal",
            "fr.gaveurs.console.desktop.proofs",
            "fr.gaveurs.console.desktop.reports");

    /** All texts of a language, put together once. */
    private static final Map<Language, ResourceBundle> BUNDLE = new ConcurrentHashMap<>();

    /** The languages that the window speaks. */
    public enum Language {
        FR(Locale.FRANCE),
        EN(Locale.UK);

        private final Locale locale;

        Language(Locale locale) {
            this.locale = locale;
        }

        public Locale locale() {
            return locale;
        }

        /** French for who reads French, English for everybody else. */
        public static Language of(Locale reader) {
            return reader.getLanguage().equals(Locale.FRENCH.getLanguage()) ? FR : EN;
        }
    }

    /** What one language and zone have, and is costly to make. */
    private record Words(
            ResourceBundle bundle,
            Map<Integer, NumberFormat> formats,
            DateTimeFormatter time,
            DateTimeFormatter dateTime,
            DateTimeFormatter dayTime,
            DateTimeFormatter daySeconds,
            DateTimeFormatter day,
            DateTimeFormatter zoneName) {
        static Words of(Language language, ZoneId zone) {
            Locale locale = language.locale();
            boolean french = language == Language.FR;
            return new Words(
                    BUNDLE.computeIfAbsent(language, each -> merged(each.locale())),
                    new HashMap<>(),
                    DateTimeFormatter.ofPattern("HH:mm:ss", locale).withZone(zone),
                    DayFormats.of(french ? "d MMM yyyy HH:mm:ss" : "d MMM yyyy, HH:mm:ss", locale)
                            .withZone(zone),
                    DayFormats.of(french ? "d MMM HH:mm" : "d MMM, HH:mm", locale)
                            .withZone(zone),
                    DayFormats.of(french ? "d MMM HH:mm:ss" : "d MMM, HH:mm:ss", locale)
                            .withZone(zone),
                    DayFormats.of("d MMM yyyy", locale),
                    DateTimeFormatter.ofPattern("zzz", locale).withZone(zone));
        }
    }

    private final Language language;
    private final ZoneId zone;
    private final Supplier<@Nullable Instant> clock;
    private final Words words;

    /** By this machine's clock. */
    public Messages(Language language, ZoneId zone) {
        this(language, zone, Instant::now, Words.of(language, zone));
    }

    private Messages(Language language, ZoneId zone, Supplier<@Nullable Instant> clock, Words words) {
        this.language = language;
        this.zone = zone;
        this.clock = clock;
        this.words = words;
    }

    /** The same by another clock, the server's; where that gives null, since it said nothing yet, this machine's has to do. */
    public Messages by(Supplier<@Nullable Instant> other) {
        return new Messages(language, zone, other, words);
    }

    public Language language() {
        return language;
    }

    public ZoneId zone() {
        return zone;
    }

    /** All texts, for {@code FXMLLoader}. */
    public ResourceBundle bundle() {
        return words.bundle;
    }

    /**
     * The text of a key, {@code {0}}, {@code {1}}… filled in. Apostrophes are plain.
     *
     * @throws MissingResourceException naming the key
     */
    public String get(String key, @Nullable Object... arguments) {
        String text = words.bundle.getString(key);
        for (int i = 0; i < arguments.length; i++) {
            // An exception may have no words.
            text = text.replace("{" + i + "}", closed(Objects.toString(arguments[i], NONE)));
        }
        return text;
    }

    /** Behind a name from right to left a date would be turned with it: 27-11-2026 for 2026-11-27. */
    private static String closed(String argument) {
        for (int i = 0; i < argument.length(); i++) {
            if (argument.charAt(i) >= FIRST_RIGHT_TO_LEFT) {
                char[] letters = argument.toCharArray();
                return Bidi.requiresBidi(letters, 0, letters.length) ? argument + LEFT_TO_RIGHT : argument;
            }
        }
        return argument;
    }

    /** The text of a key, or {@code fallback} where there is none: for names that the backend makes up. */
    public String getOr(String key, String fallback) {
        return words.bundle.containsKey(key) ? words.bundle.getString(key) : fallback;
    }

    /**
     * {@code key.one} or {@code key.other}, with the number as {@code {0}} and what else there is from {@code {1}} on. In
     * French zero is singular too.
     */
    public String count(String key, long number, Object... more) {
        boolean one = language == Language.FR ? number <= 1 : number == 1;
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = integer(number);
        System.arraycopy(more, 0, arguments, 1, more.length);
        return get(key + (one ? ".one" : ".other"), arguments);
    }

    /** A figure with a fixed number of decimals; {@link #NONE} for null and NaN. */
    public String number(@Nullable Number value, int decimals) {
        if (value == null || Double.isNaN(value.doubleValue())) {
            return NONE;
        }
        return format(value, decimals);
    }

    public String integer(long value) {
        return format(value, 0);
    }

    /** A percentage given as 0–100, such as {@code 98,5 %}. */
    public String percent(@Nullable Number value, int decimals) {
        return value == null ? NONE : number(value, decimals) + (language == Language.FR ? "\u00a0%" : "%");
    }

    /** An amount of memory or disk in its largest fitting unit, such as {@code 1,5 Go}. */
    public String bytes(double bytes) {
        double value = Math.max(0, bytes);
        String[] units = {"b", "kb", "mb", "gb", "tb"};
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return get("unit." + units[unit], number(value, unit == 0 || value >= 100 ? 0 : 1));
    }

    /** Time of day in the hall's zone, with its name where this machine's clock shows another time. */
    public String clock(Instant instant) {
        boolean same = zone.getRules()
                .getOffset(instant)
                .equals(ZoneId.systemDefault().getRules().getOffset(instant));
        return same ? time(instant) : time(instant) + " " + words.zoneName.format(instant);
    }

    /** Time of day in the hall's zone. */
    public String time(Instant instant) {
        return words.time.format(instant);
    }

    /** The time of what was today, with the day of what was not: nothing of yesterday passes for something of today. */
    public String moment(Instant instant) {
        return isToday(instant) ? time(instant) : words.daySeconds.format(instant);
    }

    /** As {@link #moment}, without the seconds of what was not today: for a narrow column. */
    public String shortMoment(Instant instant) {
        return isToday(instant) ? time(instant) : dayTime(instant);
    }

    private boolean isToday(Instant instant) {
        return LocalDate.ofInstant(instant, zone).equals(today());
    }

    /** By the server's clock: this machine's may be wrong. */
    public Instant now() {
        Instant server = clock.get();
        return server == null ? Instant.now() : server;
    }

    /** By the same clock, in the hall's zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(now(), zone);
    }

    public String dateTime(Instant instant) {
        return words.dateTime.format(instant);
    }

    /** Day and time to the minute, without the year. */
    public String dayTime(Instant instant) {
        return words.dayTime.format(instant);
    }

    public String day(LocalDate date) {
        return words.day.format(date);
    }

    /** A length of time in its largest fitting unit, such as {@code 3 s}, {@code 12 min}, {@code 5 h}, {@code 2 j}. */
    public String duration(double seconds) {
        long s = Math.max(0, (long) seconds);
        if (s < 60) {
            return get("duration.s", s);
        }
        if (s < 3600) {
            return get("duration.min", s / 60);
        }
        if (s < 48 * 3600) {
            return get("duration.h", s / 3600);
        }
        return get("duration.d", s / 86_400);
    }

    /** A format is costly to make and not safe to share, so each is kept and used under a lock. */
    private String format(Number value, int decimals) {
        synchronized (words.formats) {
            NumberFormat format = words.formats.computeIfAbsent(decimals, digits -> {
                NumberFormat made = NumberFormat.getNumberInstance(language.locale());
                made.setMinimumFractionDigits(digits);
                made.setMaximumFractionDigits(digits);
                return made;
            });
            boolean lessThanNought = value.doubleValue() < 0
                    && !format.format(-value.doubleValue()).equals(format.format(0));
            // What is rounded to nought has no sign.
            return plainSpaces(format.format(
                    lessThanNought || value.doubleValue() >= 0 ? value : (Number) Math.abs(value.doubleValue())));
        }
    }

    /** Roboto has no narrow no-break space, so French groups of three use the wide one. */
    private static String plainSpaces(String text) {
        return text.replace('\u202f', '\u00a0');
    }

    private static ResourceBundle merged(Locale locale) {
        Map<String, String> all = new HashMap<>();
        for (String name : BUNDLES) {
            ResourceBundle part = ResourceBundle.getBundle(
                    name,
                    Locale.of(locale.getLanguage()),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            for (String key : Collections.list(part.getKeys())) {
                if (all.put(key, part.getString(key)) != null) {
                    throw new IllegalStateException("text '" + key + "' stands in two bundles");
                }
            }
        }
        return new ResourceBundle() {
            @Override
            protected @Nullable Object handleGetObject(String key) {
                return all.get(key);
            }

            @Override
            public Enumeration<String> getKeys() {
                return Collections.enumeration(all.keySet());
            }
        };
    }
}

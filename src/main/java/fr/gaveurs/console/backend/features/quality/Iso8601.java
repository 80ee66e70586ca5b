package fr.gaveurs.console.backend.features.quality;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that boards write, in each spelling that can mean one instant only: a space or a lower-case t for the
 * T, a comma before the fraction, offsets without a colon or without minutes, {@code +00:00Z}, the basic form without
 * dashes and colons, midnight as 24:00. Without an offset it is UTC, as the boards in the field have always been
 * understood.
 *
 * <p>Refused is what names no instant or more than one: a second of 60, since the clocks of these boards know no leap
 * seconds; an offset other than zero with a Z after it; numbers, which count in seconds or milliseconds, since 1970 or
 * since the board was switched on.
 */
final class Iso8601 {
    private static final Pattern LEAP_SECOND = Pattern.compile("[Tt ]\\d\\d(?::?[0-5]\\d):?60(?![0-9])");
    private static final Pattern TWO_OFFSETS = Pattern.compile("[+-](?!00(?::?00)?[Zz])\\d\\d(?::?\\d\\d)?[Zz]$");

    static final String WANTED = "must be an ISO-8601 date and time such as 2026-11-23T12:31:17.597Z";

    private static final int MAX_LENGTH = 60;
    private static final Pattern FORM =
            Pattern.compile("(?<year>\\d{4})(?<dash>-?)(?<month>\\d\\d)\\k<dash>(?<day>\\d\\d)"
                    + "(?:[Tt]| )(?<hour>\\d\\d)(?<colon>:?)(?<minute>\\d\\d)(?:\\k<colon>(?<second>\\d\\d)"
                    + "(?:[.,](?<fraction>\\d{1,30}))?)?"
                    + " ?(?:(?<z>[Zz])|(?<sign>[+-])(?<oh>\\d\\d)(?::?(?<om>\\d\\d))?(?<also>[Zz])?)?");

    private Iso8601() {}

    /** @throws DateTimeException for what names no single instant */
    static Instant parse(String text) {
        if (text.length() == 27 && text.charAt(10) == 'T' && text.charAt(17) < '6' && text.charAt(26) == 'Z') {
            return proper(text);
        }
        if (text.length() > MAX_LENGTH) {
            throw new DateTimeException("too long");
        }
        return anyForm(text);
    }

    /** What nearly every board sends costs no regular expression. */
    private static Instant proper(String text) {
        long seconds = secondsOf(text);
        if (seconds >= 0) {
            return Instant.ofEpochSecond(seconds, 1_000L * digits(text, 20, 26));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return anyForm(text);
        }
    }

    /** Seconds since 1970 of {@code 2026-11-23T12:31:17.597573Z}; -1 for what is not quite of that form, or older. */
    private static long secondsOf(String text) {
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        boolean usual = year >= 1970
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 28 // of later ones the calendar knows
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60
                && digits(text, 20, 26) >= 0
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(19) == '.';
        return usual ? LocalDate.of(year, month, day).toEpochDay() * 86_400 + (hour * 60 + minute) * 60L + second : -1;
    }

    /** The number between two places; -1 where not all of it is digits. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** What is wrong with a text that {@link #parse} refused, and what is wanted. */
    static String complaint(String text) {
        String stripped = text.length() > MAX_LENGTH ? "" : text.strip();
        if (LEAP_SECOND.matcher(stripped).find()) {
            return "has a second of 60, which names no single instant: the clocks here know no leap seconds; " + WANTED;
        }
        if (TWO_OFFSETS.matcher(stripped).find()) {
            return "says two offsets from UTC, Z and another: give one of them; " + WANTED;
        }
        return WANTED;
    }

    private static Instant anyForm(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches() || m.group("dash").isEmpty() != m.group("colon").isEmpty()) {
            throw new DateTimeException("no date and time");
        }
        LocalDate date = LocalDate.of(number(m.group("year")), number(m.group("month")), number(m.group("day")));
        int hour = number(m.group("hour"));
        int minute = number(m.group("minute"));
        int second = number(m.group("second"));
        int nano = nanos(m.group("fraction"));
        if (hour == 24 && minute == 0 && second == 0 && nano == 0) {
            date = date.plusDays(1);
            hour = 0;
        }
        return LocalDateTime.of(date, LocalTime.of(hour, minute, second, nano)).toInstant(offset(m));
    }

    private static ZoneOffset offset(Matcher m) {
        if (m.group("sign") == null) {
            return ZoneOffset.UTC;
        }
        int sign = m.group("sign").equals("-") ? -1 : 1;
        ZoneOffset offset = ZoneOffset.ofHoursMinutes(sign * number(m.group("oh")), sign * number(m.group("om")));
        if (m.group("also") != null && offset.getTotalSeconds() != 0) {
            throw new DateTimeException("two offsets");
        }
        return offset;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null
                ? 0
                : Integer.parseInt(String.format(Locale.ROOT, "%-9s", fraction).replace(' ', '0'), 0, 9, 10);
    }
}

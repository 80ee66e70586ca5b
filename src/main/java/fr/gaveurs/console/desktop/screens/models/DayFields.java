package fr.gaveurs.console.desktop.screens.models;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Days and times as people type them: {@code 2026-03-03}, {@code 3/3/2026}, with {@code 10:30} or {@code 10h30} behind. */
final class DayFields {
    private DayFields() {}

    /** The day that was typed; null for what is none. */
    static @Nullable LocalDate day(String typed) {
        String[] parts = typed.strip().split("[-/. ]", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            boolean yearFirst = parts[0].length() == 4;
            int year = Integer.parseInt(parts[yearFirst ? 0 : 2]);
            int month = Integer.parseInt(parts[1]);
            int day = Integer.parseInt(parts[yearFirst ? 2 : 0]);
            return year < 2000 || year > 2999 ? null : LocalDate.of(year, month, day);
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    /** The moment that was typed, at noon where only a day was; null for what is none. */
    static @Nullable Instant moment(String typed, ZoneId zone) {
        String[] parts = typed.strip().split("\\s+", 2);
        LocalDate day = day(parts[0]);
        if (day == null) {
            return null;
        }
        LocalTime time = parts.length < 2 ? LocalTime.NOON : time(parts[1]);
        return time == null ? null : LocalDateTime.of(day, time).atZone(zone).toInstant();
    }

    private static @Nullable LocalTime time(String typed) {
        if (!typed.strip().matches("([01]?\\d|2[0-3])[:hH][0-5]\\d")) {
            return null;
        }
        String[] parts = typed.strip().split("[:hH]", -1);
        return LocalTime.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** When a day begins. */
    static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** When the day after it begins: a day that is named as the last one counts whole. */
    static Instant end(LocalDate day, ZoneId zone) {
        return begin(day.plus(1, ChronoUnit.DAYS), zone);
    }
}

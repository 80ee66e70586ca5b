package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.DeviceSettings.Calibration;
import fr.gaveurs.console.api.devices.DeviceSettings.NewCalibration;
import fr.gaveurs.console.api.devices.DeviceSettings.ReflectanceUnit;
import fr.gaveurs.console.desktop.kit.Messages;
import java.text.DecimalFormatSymbols;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A calibration as it is typed, and what is wrong with it. A blank field stands for the usual. Pure. */
record CalibrationForm(Map<Field, String> typed, @Nullable ReflectanceUnit unit) {
    /** The figures that may be typed, with the least and the most that the console takes. */
    enum Field {
        HEIGHT("height", 20, 4000),
        WIDTH("width", 1, 500),
        DEPTH("depth", 1, 500),
        INTERVAL("interval", 0.1, 3600);

        private final String key;
        private final double least;
        private final double most;

        Field(String key, double least, double most) {
            this.key = key;
            this.least = least;
            this.most = most;
        }

        /** The end of its message's key. */
        String key() {
            return key;
        }

        double least() {
            return least;
        }

        double most() {
            return most;
        }
    }

    /** A number as it may be typed, or in any other way that people take for one: that is told its range at least. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<plain>\\d{1,6}([.,]\\d{1,6})?)|[-+]?\\d+([.,]\\d+)?([eE][-+]?\\d+)?");

    CalibrationForm {
        typed = Map.copyOf(typed);
    }

    /** As the station is calibrated now, to be changed. */
    static CalibrationForm of(@Nullable Calibration now, Messages messages) {
        Map<Field, String> typed = new EnumMap<>(Field.class);
        if (now != null) {
            put(typed, Field.HEIGHT, now.mountingHeightMm(), messages);
            put(typed, Field.WIDTH, now.zoneWidthMm(), messages);
            put(typed, Field.DEPTH, now.zoneHeightMm(), messages);
            put(typed, Field.INTERVAL, now.intervalSeconds(), messages);
        }
        return new CalibrationForm(typed, now == null ? null : now.reflectanceUnit());
    }

    private static void put(Map<Field, String> typed, Field field, @Nullable Double value, Messages messages) {
        if (value != null) {
            typed.put(field, text(value, messages));
        }
    }

    /** All its digits, as the language writes them. */
    private static String text(double value, Messages messages) {
        String plain = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        char point =
                DecimalFormatSymbols.getInstance(messages.language().locale()).getDecimalSeparator();
        return plain.replace('.', point);
    }

    String text(Field field) {
        return typed.getOrDefault(field, "").strip();
    }

    /** What is wrong, in words; empty where it may be sent. */
    Map<Field, String> problems(Messages messages) {
        Map<Field, String> problems = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            String text = text(field);
            if (text.isEmpty()) {
                continue;
            }
            Matcher number = NUMBER.matcher(text);
            boolean is = number.matches();
            if (is && (parsed(text) < field.least() || parsed(text) > field.most())) {
                problems.put(
                        field,
                        messages.get(
                                "stations.calibrate.range",
                                text(field.least(), messages),
                                text(field.most(), messages)));
            } else if (!is || number.group("plain") == null) {
                problems.put(field, messages.get("stations.calibrate.no_number"));
            }
        }
        if (text(Field.WIDTH).isEmpty() != text(Field.DEPTH).isEmpty()) {
            problems.putIfAbsent(
                    text(Field.WIDTH).isEmpty() ? Field.WIDTH : Field.DEPTH, messages.get("stations.calibrate.pair"));
        }
        return problems;
    }

    /**
     * What is sent. To be called only without {@link #problems}.
     *
     * @param before the one that this is based on; null for none
     */
    NewCalibration calibration(@Nullable Calibration before) {
        return new NewCalibration(
                value(Field.HEIGHT),
                value(Field.WIDTH),
                value(Field.DEPTH),
                unit,
                value(Field.INTERVAL),
                before == null ? null : before.updatedAt());
    }

    private @Nullable Double value(Field field) {
        String text = text(field);
        return text.isEmpty() ? null : (Double) parsed(text);
    }

    private static double parsed(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }
}

package fr.gaveurs.console.command;

import fr.gaveurs.console.api.devices.DeviceSettings.DevicePatch;
import fr.gaveurs.console.api.devices.DeviceSettings.NewCalibration;
import fr.gaveurs.console.api.devices.DeviceSettings.ReflectanceUnit;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.command.DeviceCommand.StationArguments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code device set}, {@code maintenance on}, {@code maintenance off}, {@code calibrate}: what people set of a station. */
final class DeviceSettingsCommand {
    private DeviceSettingsCommand() {}

    private static int patch(StationArguments station, String done, DevicePatch patch) {
        return DeviceCommand.change(
                station,
                done,
                client -> {
                    client.change(station.id, patch).join();
                    return "";
                },
                store -> DeviceCommand.words(store.change(station.id, patch, station.act(DevicesApi.PATCH_DEVICE))));
    }

    /** {@code device set}. */
    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = "Names a station, or moves it to a line or a site. An empty text takes a value away.")
    static final class SetCommand implements Callable<Integer> {
        @Mixin
        StationArguments station = new StationArguments();

        @Option(names = "--name", paramLabel = "NAME", description = "What people call it; its id stays.")
        @Nullable
        String name;

        @Option(names = "--line", paramLabel = "LINE", description = "The line it stands at.")
        @Nullable
        String line;

        @Option(
                names = "--site",
                paramLabel = "SITE",
                description = "Two capitals: its samples count for this site from now on.")
        @Nullable
        String site;

        @Override
        public Integer call() {
            return patch(station, "is changed", new DevicePatch(name, line, site, null, null, null));
        }
    }

    /** {@code device maintenance}. */
    @Command(
            name = "maintenance",
            mixinStandardHelpOptions = true,
            description = "Begins or ends the maintenance of a station: until then it raises no alarms.")
    static final class MaintenanceCommand {
        @Command(
                name = "on",
                mixinStandardHelpOptions = true,
                description = "Begins it. --reason is also shown on the station's tile.")
        int on(
                @Mixin StationArguments station,
                @Option(
                                names = "--for",
                                paramLabel = "TIME",
                                converter = SpanConverter.class,
                                description = "How long it lasts, such as 90m, 2h or 1d; without, until it is ended.")
                        @Nullable
                        Duration time) {
            Instant until = time == null ? null : Instant.now().plus(time);
            return patch(
                    station, "is in maintenance", new DevicePatch(null, null, null, true, station.reason.text, until));
        }

        @Command(name = "off", mixinStandardHelpOptions = true, description = "Ends it.")
        int off(@Mixin StationArguments station) {
            return patch(station, "is in maintenance no more", new DevicePatch(null, null, null, false, null, null));
        }
    }

    /** A span of time as people write it. */
    static final class SpanConverter implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

        @Override
        public Duration convert(String typed) {
            Matcher parts = TIME.matcher(typed);
            if (!parts.matches()) {
                throw new TypeConversionException("it takes a time such as 90m, 2h or 1d, not " + typed);
            }
            long many = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "m" -> Duration.ofMinutes(many);
                case "h" -> Duration.ofHours(many);
                default -> Duration.ofDays(many);
            };
        }
    }

    /** Of one zone on the tray, mm. */
    record Zone(double width, double height) {}

    /** A width and a height, with a point or a comma. */
    static final class ZoneConverter implements ITypeConverter<Zone> {
        private static final String NUMBER = "([0-9]{1,6}(?:[.,][0-9]{1,6})?)";
        private static final Pattern SIZE = Pattern.compile(NUMBER + "\\s*[xX\u00d7]\\s*" + NUMBER);

        @Override
        public Zone convert(String typed) {
            Matcher size = SIZE.matcher(typed.strip());
            if (!size.matches()) {
                throw new TypeConversionException("it takes a width and a height such as 37.5x22.5, not " + typed);
            }
            return new Zone(number(size.group(1)), number(size.group(2)));
        }

        private static double number(String typed) {
            return Double.parseDouble(typed.replace(',', '.'));
        }
    }

    /** {@code device calibrate}. */
    @Command(
            name = "calibrate",
            mixinStandardHelpOptions = true,
            description =
                    "Says how a station's sensor is mounted and how often it measures; what is left out is as usual.")
    static final class CalibrateCommand implements Callable<Integer> {
        private static final String USUAL = "as usual";

        @Mixin
        StationArguments station = new StationArguments();

        @Option(
                names = "--mounting-height",
                paramLabel = "MM",
                description = "From the sensor to the empty tray, mm: grading takes it for the floor.")
        @Nullable
        Double height;

        @Option(
                names = "--zone",
                paramLabel = "WxH",
                converter = ZoneConverter.class,
                description = "Of one zone on the tray, mm, such as 37.5x22.5.")
        @Nullable
        Zone zone;

        @Option(names = "--reflectance", paramLabel = "UNIT", description = "percent, or byte for 0 to 255.")
        @Nullable
        ReflectanceUnit reflectance;

        @Option(names = "--interval", paramLabel = "S", description = "Usual time between two samples, s.")
        @Nullable
        Double interval;

        @Option(names = "--usual", description = "Takes the calibration away: everything is as usual again.")
        boolean usual;

        @Override
        public Integer call() {
            boolean nothing = height == null && zone == null && reflectance == null && interval == null;
            if (nothing != usual) {
                System.err.println(
                        usual
                                ? "--usual takes everything away: leave the other values out"
                                : "this says nothing to set: give a value, or --usual to take the calibration away");
                return Exit.USAGE;
            }
            NewCalibration calibration = new NewCalibration(
                    height,
                    zone == null ? null : (Double) zone.width(),
                    zone == null ? null : (Double) zone.height(),
                    reflectance,
                    interval,
                    null);
            return DeviceCommand.change(
                    station,
                    usual ? "is as usual again" : "is calibrated: " + inForce(),
                    client -> {
                        client.calibrate(station.id, calibration).join();
                        return "";
                    },
                    store -> DeviceCommand.words(
                            store.calibrate(station.id, calibration, station.act(DevicesApi.CALIBRATE_DEVICE))));
        }

        /** Everything that holds from now on: what was left out too. */
        private String inForce() {
            List<String> parts = new ArrayList<>();
            parts.add("mounting height " + (height == null ? USUAL : height + " mm"));
            parts.add("zone " + (zone == null ? USUAL : zone.width() + " x " + zone.height() + " mm"));
            parts.add("reflectance "
                    + (reflectance == null ? USUAL : reflectance.name().toLowerCase(Locale.ROOT)));
            parts.add("interval " + (interval == null ? USUAL : interval + " s"));
            return String.join(", ", parts);
        }
    }
}

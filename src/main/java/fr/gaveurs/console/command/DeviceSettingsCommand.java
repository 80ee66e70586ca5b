package fr.gaveurs.console.command;

import fr.gaveurs.console.api.devices.DeviceSettings.DevicePatch;
import fr.gaveurs.console.api.devices.DeviceSettings.NewCalibration;
import fr.gaveurs.console.api.devices.DeviceSettings.ReflectanceUnit;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.command.DeviceCommand.StationArguments;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
                                description = "How long it lasts, such as 90m, 2h or 1d; without, until it is ended.")
                        @Nullable
                        String time) {
            Instant until = time == null ? null : Instant.now().plus(duration(time));
            return patch(
                    station, "is in maintenance", new DevicePatch(null, null, null, true, station.reason.text, until));
        }

        @Command(name = "off", mixinStandardHelpOptions = true, description = "Ends it.")
        int off(@Mixin StationArguments station) {
            return patch(station, "is in maintenance no more", new DevicePatch(null, null, null, false, null, null));
        }
    }

    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

    private static Duration duration(String time) {
        Matcher parts = TIME.matcher(time);
        if (!parts.matches()) {
            throw new IllegalArgumentException("--for takes a time such as 90m, 2h or 1d, not " + time);
        }
        long many = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(many);
            case "h" -> Duration.ofHours(many);
            default -> Duration.ofDays(many);
        };
    }

    /** {@code device calibrate}. */
    @Command(
            name = "calibrate",
            mixinStandardHelpOptions = true,
            description =
                    "Says how a station's sensor is mounted and how often it measures; what is left out is as usual.")
    static final class CalibrateCommand implements Callable<Integer> {
        private static final Pattern ZONE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)x([0-9]+(?:\\.[0-9]+)?)");

        @Mixin
        StationArguments station = new StationArguments();

        @Option(
                names = "--mounting-height",
                paramLabel = "MM",
                description = "From the sensor to the empty tray, mm: grading takes it for the floor.")
        @Nullable
        Double height;

        @Option(names = "--zone", paramLabel = "WxH", description = "Of one zone on the tray, mm, such as 37.5x22.5.")
        @Nullable
        String zone;

        @Option(names = "--reflectance", paramLabel = "UNIT", description = "percent, or byte for 0 to 255.")
        @Nullable
        String reflectance;

        @Option(names = "--interval", paramLabel = "S", description = "Usual time between two samples, s.")
        @Nullable
        Double interval;

        @Override
        public Integer call() {
            Matcher size = ZONE.matcher(zone == null ? "" : zone);
            if (zone != null && !size.matches()) {
                throw new IllegalArgumentException("--zone takes a width and a height such as 37.5x22.5, not " + zone);
            }
            NewCalibration calibration = new NewCalibration(
                    height,
                    zone == null ? null : Double.valueOf(size.group(1)),
                    zone == null ? null : Double.valueOf(size.group(2)),
                    unit(),
                    interval,
                    null);
            return DeviceCommand.change(
                    station,
                    "is calibrated",
                    client -> {
                        client.calibrate(station.id, calibration).join();
                        return "";
                    },
                    store -> DeviceCommand.words(
                            store.calibrate(station.id, calibration, station.act(DevicesApi.CALIBRATE_DEVICE))));
        }

        private @Nullable ReflectanceUnit unit() {
            if (reflectance == null) {
                return null;
            }
            return switch (reflectance.toLowerCase(Locale.ROOT)) {
                case "percent" -> ReflectanceUnit.PERCENT;
                case "byte" -> ReflectanceUnit.BYTE;
                default ->
                    throw new IllegalArgumentException("--reflectance takes percent or byte, not " + reflectance);
            };
        }
    }
}

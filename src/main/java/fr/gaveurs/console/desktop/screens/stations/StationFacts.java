package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a station, line by line. Pure. */
final class StationFacts {
    /** @param name what it is; {@code value} is {@link Messages#NONE} where nobody knows */
    record Fact(String name, String value) {}

    private final Messages messages;
    private final List<Fact> facts = new ArrayList<>();

    private StationFacts(Messages messages) {
        this.messages = messages;
    }

    static List<Fact> of(DeviceDetails details, Messages messages) {
        Device device = details.device();
        StationFacts facts = new StationFacts(messages);
        facts.place(device);
        facts.board(device);
        facts.times(device);
        facts.day(details);
        return List.copyOf(facts.facts);
    }

    private void place(Device device) {
        add("id", device.deviceId());
        add("site", device.siteCode());
        add("line", device.line());
        add("location", device.location());
        add(
                "enrollment",
                messages.get("stations.enrollment." + device.enrollment().key()));
        Maintenance maintenance = device.maintenance();
        // Each row is always there: one that comes would push those below.
        add("maintenance", maintenance == null ? null : maintenance(maintenance));
    }

    private String maintenance(Maintenance maintenance) {
        Instant until = maintenance.until();
        String when = until == null
                ? messages.get("stations.fact.maintenance.since", messages.dayTime(maintenance.since()))
                : messages.get(
                        "stations.fact.maintenance.until",
                        messages.dayTime(maintenance.since()),
                        messages.dayTime(until));
        return maintenance.reason() == null ? when : when + " · " + maintenance.reason();
    }

    private void board(Device device) {
        add("firmware", device.firmwareVersion());
        add("mac", device.macAddress());
        add("address", device.board().address());
        add("said_address", device.ipAddress());
        add("token", messages.get("stations.token." + device.board().token().key()));
        add("connected", messages.get("stations.fact.connected." + (device.connected() ? "yes" : "no")));
    }

    private void times(Device device) {
        add("first_seen", when(device.firstSeen()));
        add("last_seen", when(device.lastSeen()));
        add("last_sample", when(device.lastSampleAt()));
        Double interval = device.intervalSeconds();
        add("interval", interval == null ? null : messages.get("stations.fact.seconds", messages.number(interval, 1)));
        Integer held = device.bufferSize();
        add("buffer", held == null ? null : messages.integer(held));
    }

    private void day(DeviceDetails details) {
        Long uptime = details.uptimeSeconds();
        add("uptime", uptime == null ? null : messages.duration(uptime));
        add("clock", clock(details.clockOffsetSeconds()));
        add("today", messages.integer(details.samplesToday()));
    }

    private @Nullable String clock(@Nullable Double ahead) {
        if (ahead == null) {
            return null;
        }
        if (Math.abs(ahead) < 1) {
            return messages.get("stations.fact.clock.right");
        }
        String by = messages.duration(Math.abs(ahead));
        return messages.get(ahead > 0 ? "stations.fact.clock.ahead" : "stations.fact.clock.behind", by);
    }

    private @Nullable String when(@Nullable Instant then) {
        return then == null ? null : messages.dateTime(then);
    }

    private void add(String key, @Nullable String value) {
        facts.add(new Fact(messages.get("stations.fact." + key), value == null ? Messages.NONE : value));
    }
}

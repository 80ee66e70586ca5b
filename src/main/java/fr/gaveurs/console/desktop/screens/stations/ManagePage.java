package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.bugs.Bugs.BugPage;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.Addresses;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.desktop.kit.NaturalOrder;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import fr.gaveurs.console.desktop.screens.station.StationPage;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.scene.Node;

/** The management of one station: asks while it is in view, and has done what the person wants. */
public final class ManagePage implements StationPage {
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(3);
    private static final Duration BETWEEN_BUGS = Duration.ofSeconds(15);

    private final ManageContext context;
    private final ManageSource source;
    private final ManageViewModel model;
    private final ManagePane pane;
    private final Poll<DeviceDetails> station;
    private final Poll<BugPage> bugs;
    private final Poll<StationFirmware> firmware;
    private final Poll<Addresses> addresses;
    private boolean shown;

    public ManagePage(ManageContext context) {
        this.context = context;
        source = ManageSource.of(context.api());
        model = new ManageViewModel(source, context.messages(), context.pump()::post, new Host());
        pane = new ManagePane(context, model, this::lines, context.messages()::now);
        station = new Poll<>(
                context.pump(), BETWEEN_READINGS, () -> asking(source::station), model::known, model::failed);
        bugs = new Poll<>(
                context.pump(), BETWEEN_BUGS, () -> asking(source::bugs), page -> model.bugs(page.items()), failure -> {
                    // What was last known stays: the band says that nobody answers.
                });
        firmware = new Poll<>(context.pump(), BETWEEN_BUGS, () -> asking(source::firmware), this::firmware, failure -> {
            // The facts say the version that the hello said.
        });
        addresses = new Poll<>(
                context.pump(),
                StationsScreen.BETWEEN_ADDRESSES,
                context.api()::deviceAddresses,
                pane::addresses,
                failure -> {
                    // Those that the window was started with stay.
                });
    }

    private void firmware(StationFirmware now) {
        if (now.deviceId().equals(model.deviceId())) {
            pane.unsigned(now.unsigned());
        }
    }

    private <T> CompletableFuture<T> asking(java.util.function.Function<String, CompletableFuture<T>> question) {
        String id = model.deviceId();
        return id == null
                ? CompletableFuture.failedFuture(new IllegalStateException("no station"))
                : question.apply(id);
    }

    /** The lines that stations stand at, for choosing one. */
    private Collection<String> lines() {
        TreeSet<String> lines = new TreeSet<>(NaturalOrder::compare);
        context.feed().stations().stream()
                .map(StationView::device)
                .map(Device::line)
                .filter(Objects::nonNull)
                .forEach(lines::add);
        return lines;
    }

    @Override
    public Node node() {
        return pane.node();
    }

    @Override
    public void show(String deviceId) {
        shown = true;
        if (!deviceId.equals(model.deviceId())) {
            model.open(deviceId);
            pane.unsigned(false);
        }
        station.start();
        bugs.start();
        firmware.start();
        addresses.start();
        pane.shown();
    }

    @Override
    public void hide() {
        shown = false;
        station.stop();
        bugs.stop();
        firmware.stop();
        addresses.stop();
        // What somebody is being asked, and has typed, is there again when they come back to the station.
        if (!model.keeps()) {
            model.close();
        }
    }

    @Override
    public void onDevice(Consumer<Device> listener) {
        model.device().subscribe(device -> {
            if (device != null) {
                listener.accept(device);
            }
        });
    }

    @Override
    public void focus() {
        pane.focus();
    }

    @Override
    public boolean escape() {
        return model.cancel();
    }

    private final class Host implements ManageViewModel.Host {
        @Override
        public void good(String text) {
            context.notice().good(text);
        }

        @Override
        public void gone() {
            if (shown) {
                context.back().run();
            }
        }

        @Override
        public void ask() {
            if (shown) {
                station.start();
            }
        }
    }
}

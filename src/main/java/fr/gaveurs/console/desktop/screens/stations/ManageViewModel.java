package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** One station, as it is managed: what is known of it, and what is being done to it. Knows no control; FX thread only. */
final class ManageViewModel {
    private static final int NOT_FOUND = 404;

    /** What its owner does where an act went through. */
    interface Host {
        /** Tells the person that it is done. */
        void good(String text);

        /** The station is no more: there is nothing to stay for. */
        void gone();

        /** What is known of the station is old. */
        void ask();
    }

    /**
     * What the person is asked.
     *
     * @param claim which of several boards it is about; null for the one that is shown
     */
    record Question(String deviceId, ActKind kind, @Nullable String claim) {}

    private final ManageSource source;
    private final Messages messages;
    private final Executor fx;
    private final Host host;
    private final ReadOnlyObjectWrapper<@Nullable Device> device = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable DeviceDetails> details = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<BugSummary>> bugs = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<ActKind>> acts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable ActKind> asked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper("");
    private @Nullable String deviceId;
    /** Which of several boards the question is about; null for the one that is shown. */
    private @Nullable String claim;
    /** What is asked as soon as the station is known; null for nothing. */
    private @Nullable Question again;
    /** Counts openings, so that an answer to an earlier one is known as such. */
    private int opening;

    /** @param fx runs its tasks on the FX thread */
    ManageViewModel(ManageSource source, Messages messages, Executor fx, Host host) {
        this.source = source;
        this.messages = messages;
        this.fx = fx;
        this.host = host;
    }

    /** Begins with a station, from nothing. */
    void open(String id) {
        close();
        deviceId = id;
    }

    void close() {
        opening++;
        deviceId = null;
        device.set(null);
        details.set(null);
        bugs.set(List.of());
        acts.set(List.of());
        asked.set(null);
        again = null;
        busy.set(false);
        problem.set("");
        missing.set("");
    }

    /** Whether the person is being asked something, so that what they typed is not to be lost. */
    boolean keeps() {
        return question() != null && !busy.get();
    }

    /** What the person is asked, or will be once the station is known; null for nothing. */
    @Nullable
    Question question() {
        ActKind kind = asked.get();
        String id = deviceId;
        return kind == null || id == null ? again : new Question(id, kind, claim);
    }

    /** Asks what was asked in another window, of the station in view or of the one that comes next. */
    void askAgain(Question before) {
        if (deviceId == null) {
            open(before.deviceId());
        }
        if (before.deviceId().equals(deviceId)) {
            again = before;
            askAgain();
        }
    }

    private void askAgain() {
        Question before = again;
        Device now = device.get();
        if (before != null && now != null) {
            again = null;
            if (!busy.get() && canAsk(before.kind(), now)) {
                asked.set(null);
                claim = before.claim();
                asked.set(before.kind());
            }
        }
    }

    @Nullable
    String deviceId() {
        return deviceId;
    }

    /** As it was last told; null until it is known. */
    ReadOnlyObjectProperty<@Nullable Device> device() {
        return device.getReadOnlyProperty();
    }

    /** The same with what is beside it; null until it is known. */
    ReadOnlyObjectProperty<@Nullable DeviceDetails> details() {
        return details.getReadOnlyProperty();
    }

    /** Its unresolved bugs. */
    ReadOnlyObjectProperty<List<BugSummary>> bugs() {
        return bugs.getReadOnlyProperty();
    }

    /** What can be done with it now. */
    ReadOnlyObjectProperty<List<ActKind>> acts() {
        return acts.getReadOnlyProperty();
    }

    /** What the person is being asked about; null for nothing. */
    ReadOnlyObjectProperty<@Nullable ActKind> asked() {
        return asked.getReadOnlyProperty();
    }

    /** Whether an act is under way. */
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Why the last act did not go through; empty where it did. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** Why nothing is known of it; empty where something is. */
    ReadOnlyStringProperty missing() {
        return missing.getReadOnlyProperty();
    }

    /** The backend told how it is. */
    void known(DeviceDetails told) {
        Device now = told.device();
        if (!now.deviceId().equals(deviceId)) {
            return;
        }
        missing.set("");
        device.set(now);
        details.set(told);
        List<ActKind> can = ActKind.of(now);
        if (!can.equals(acts.get())) {
            acts.set(can);
        }
        ActKind question = asked.get();
        if (question != null && !canAsk(question, now)) {
            asked.set(null);
        }
        askAgain();
    }

    /** The backend did not tell. What was known stays, but for a station that is no more. */
    void failed(ApiException why) {
        boolean unknown = why.problem().status() == NOT_FOUND;
        if (unknown) {
            device.set(null);
            acts.set(List.of());
            asked.set(null);
            again = null;
        }
        if (device.get() == null) {
            missing.set(
                    unknown
                            ? messages.get("stations.manage.unknown")
                            : messages.get("stations.manage.failed", ProblemText.of(why, messages)));
        }
    }

    void bugs(List<BugSummary> now) {
        if (!now.equals(bugs.get())) {
            bugs.set(List.copyOf(now));
        }
    }

    /** The person wants something done: at once, or after a question. */
    void want(ActKind kind) {
        Device now = device.get();
        if (busy.get() || now == null) {
            return;
        }
        problem.set("");
        claim = null;
        switch (kind) {
            case APPROVE -> run(new StationAct.Approve(now.board().claim()), null);
            case END_MAINTENANCE -> run(new StationAct.EndMaintenance(), null);
            case UNBLOCK, RENAME, MOVE, MAINTAIN, CALIBRATE, RESET_TOKEN, BLOCK, FORGET -> asked.set(kind);
        }
    }

    /**
     * The person wants one of several boards to be let in, or to have the token.
     *
     * @param kind one of those two
     */
    void wantBoard(String board, ActKind kind) {
        Device now = device.get();
        if (!busy.get() && now != null && canAsk(kind, now)) {
            problem.set("");
            asked.set(null);
            claim = board;
            asked.set(kind);
        }
    }

    /** Of several boards one is let in by its own button, and not by that of the station. */
    private static boolean canAsk(ActKind kind, Device device) {
        return kind == ActKind.APPROVE
                ? device.enrollment() == Enrollment.PENDING
                : ActKind.of(device).contains(kind);
    }

    /** Which of several boards the question is about; null for the one that is shown. */
    @Nullable
    String claim() {
        return claim;
    }

    /** The person does not want what was asked; answers whether anything was. */
    boolean cancel() {
        boolean any = keeps();
        if (any) {
            asked.set(null);
            again = null;
            problem.set("");
        }
        return any;
    }

    /**
     * The person said yes.
     *
     * @param reason why; null where they did not say
     */
    void run(StationAct act, @Nullable String reason) {
        String id = deviceId;
        if (busy.get() || id == null) {
            return;
        }
        int asking = opening;
        busy.set(true);
        problem.set("");
        var unused = source.run(id, act, reason).handle((done, failure) -> {
            fx.execute(() -> over(asking, id, act, done, failure));
            return null;
        });
    }

    /** The words for what came of an act, which of an unblocked station the backend decides. */
    private static String done(StationAct act, @Nullable Object done) {
        if (act instanceof StationAct.Forget forgotten && forgotten.samples()) {
            return "stations.done.erase";
        }
        if (act instanceof StationAct.Rename(String name) && name.isEmpty()) {
            return "stations.done.rename.none";
        }
        if (act instanceof StationAct.Move move && move.line().isEmpty()) {
            return "stations.done.move.none";
        }
        boolean in = act instanceof StationAct.Unblock
                && done instanceof Device device
                && device.enrollment() == Enrollment.APPROVED;
        return in ? "stations.done.unblock.in" : "stations.done." + act.kind().key();
    }

    private void over(int asking, String id, StationAct act, @Nullable Object done, @Nullable Throwable failure) {
        String key = act.kind().key();
        if (failure == null) {
            host.good(messages.get(done(act, done), id));
        }
        // The person may look at another one by now.
        if (asking != opening) {
            return;
        }
        busy.set(false);
        if (failure != null) {
            problem.set(messages.get(
                    "stations.act.failed", messages.get("stations.act." + key), ProblemText.of(failure, messages)));
            host.ask();
            return;
        }
        asked.set(null);
        if (act instanceof StationAct.Forget) {
            host.gone();
        } else {
            host.ask();
        }
    }
}

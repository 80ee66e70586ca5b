package fr.gaveurs.console.desktop.screens.stations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.bugs.Bugs.BugPage;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManageViewModelTest {
    /** Notes what is done, and answers when the test says so. */
    private static final class FakeSource implements ManageSource {
        final List<StationAct> done = new ArrayList<>();
        final List<@Nullable String> reasons = new ArrayList<>();
        CompletableFuture<Object> answer = new CompletableFuture<>();

        @Override
        public CompletableFuture<DeviceDetails> station(String deviceId) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<BugPage> bugs(String deviceId) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<StationFirmware> firmware(String deviceId) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<?> run(String deviceId, StationAct act, @Nullable String reason) {
            done.add(act);
            reasons.add(reason);
            return answer;
        }
    }

    private static final class FakeHost implements ManageViewModel.Host {
        final List<String> told = new ArrayList<>();
        int gone;
        int asked;

        @Override
        public void good(String text) {
            told.add(text);
        }

        @Override
        public void gone() {
            gone++;
        }

        @Override
        public void ask() {
            asked++;
        }
    }

    private final FakeSource source = new FakeSource();
    private final FakeHost host = new FakeHost();
    private final ManageViewModel model =
            new ManageViewModel(source, new Messages(Language.EN, ZoneOffset.UTC), Runnable::run, host);
    private final Device fine = MadeUp.station("ESP32_LL_01").build().device();

    private void open(Device device) {
        model.open(device.deviceId());
        model.known(details(device));
    }

    private static DeviceDetails details(Device device) {
        return new DeviceDetails(device, null, null, 0, List.of(), List.of(), 0, List.of());
    }

    private static ApiException problem(int status) {
        return new ApiException(new Problem("about:blank", "No", status, "not like this", null, null));
    }

    @Test
    void whatCanBeDoneFollowsFromTheStation() {
        open(fine);
        assertThat(model.acts().get())
                .containsExactly(
                        ActKind.RENAME,
                        ActKind.MOVE,
                        ActKind.MAINTAIN,
                        ActKind.CALIBRATE,
                        ActKind.BLOCK,
                        ActKind.FORGET);
        open(MadeUp.station("ESP32_LL_01").maintained("Lamp").build().device());
        assertThat(model.acts().get()).contains(ActKind.END_MAINTENANCE).doesNotContain(ActKind.MAINTAIN);
        open(MadeUp.station("ESP32_LL_01").blocked().build().device());
        assertThat(model.acts().get()).containsExactly(ActKind.UNBLOCK, ActKind.RENAME, ActKind.MOVE, ActKind.FORGET);
        // Of two boards a person chooses one by its own button, and one that said no hello cannot be let in.
        open(MadeUp.station("ESP32_LL_01").disputed().pending().build().device());
        assertThat(model.acts().get()).contains(ActKind.BLOCK).doesNotContain(ActKind.APPROVE);
        open(MadeUp.station("ESP32_LL_01").pending().build().device());
        assertThat(model.acts().get()).doesNotContain(ActKind.APPROVE);
    }

    @Test
    void whatDestroysIsAskedFirst() {
        open(fine);
        model.want(ActKind.BLOCK);
        assertThat(source.done).isEmpty();
        assertThat(model.asked().get()).isEqualTo(ActKind.BLOCK);
        assertThat(model.cancel()).isTrue();
        assertThat(model.asked().get()).isNull();
        assertThat(model.cancel()).isFalse();
        model.want(ActKind.BLOCK);
        model.run(new StationAct.Block(), "Hors service");
        assertThat(source.done).containsExactly(new StationAct.Block());
        assertThat(source.reasons).containsExactly("Hors service");
        assertThat(model.busy().get()).isTrue();
        source.answer.complete(fine);
        assertThat(model.busy().get()).isFalse();
        assertThat(model.asked().get()).isNull();
        assertThat(host.told).hasSize(1);
        assertThat(host.asked).isEqualTo(1);
    }

    @Test
    void aSecondPressIsNotASecondAct() {
        open(fine);
        model.run(new StationAct.Block(), null);
        model.run(new StationAct.Block(), null);
        model.want(ActKind.FORGET);
        assertThat(source.done).hasSize(1);
        assertThat(model.asked().get()).isNull();
    }

    @Test
    void aRefusalIsSaidAndTheQuestionStays() {
        open(fine);
        model.want(ActKind.RENAME);
        model.run(new StationAct.Rename("Poste 1"), null);
        source.answer.completeExceptionally(problem(409));
        assertThat(model.problem().get()).startsWith("Rename: ").contains("not like this");
        assertThat(model.asked().get()).isEqualTo(ActKind.RENAME);
        assertThat(host.told).isEmpty();
        source.answer = CompletableFuture.completedFuture(fine);
        model.run(new StationAct.Rename("Poste 1"), null);
        assertThat(model.problem().get()).isEmpty();
        assertThat(host.told).hasSize(1);
    }

    @Test
    void whatWasTakenAwayIsNotCalledNew() {
        open(fine);
        source.answer.complete(fine);
        model.run(new StationAct.Rename(""), null);
        model.run(new StationAct.Rename("Poste 1"), null);
        model.run(new StationAct.Move("", null), null);
        model.run(new StationAct.Move("Ligne 2", null), null);
        assertThat(host.told)
                .containsExactly(
                        "ESP32_LL_01 has no name: its id is shown.",
                        "ESP32_LL_01 has its new name.",
                        "ESP32_LL_01 stands at no line.",
                        "ESP32_LL_01 has its new place.");
    }

    @Test
    void fromAForgottenStationThePersonIsLedBack() {
        open(fine);
        source.answer.complete(true);
        model.run(new StationAct.Forget(false), null);
        assertThat(host.gone).isEqualTo(1);
    }

    @Test
    void anAnswerToAnotherStationChangesNothingHere() {
        open(fine);
        model.run(new StationAct.Forget(false), null);
        open(MadeUp.station("ESP32_LL_02").build().device());
        source.answer.complete(true);
        assertThat(host.gone).isZero();
        assertThat(host.told).hasSize(1);
        assertThat(model.busy().get()).isFalse();
        model.known(details(fine));
        assertThat(model.device().get()).extracting(Device::deviceId).isEqualTo("ESP32_LL_02");
    }

    @Test
    void aQuestionThatIsOverGoes() {
        open(fine);
        model.want(ActKind.MAINTAIN);
        model.known(details(MadeUp.station("ESP32_LL_01")
                .maintained("by somebody else")
                .build()
                .device()));
        assertThat(model.asked().get()).isNull();
    }

    @Test
    void anotherBoardIsGivenTheTokenOnlyAfterAQuestion() {
        open(MadeUp.station("ESP32_LL_01").disputed().build().device());
        model.wantBoard("0123abcd", ActKind.RESET_TOKEN);
        assertThat(model.asked().get()).isEqualTo(ActKind.RESET_TOKEN);
        assertThat(model.claim()).isEqualTo("0123abcd");
        assertThat(source.done).isEmpty();
        model.want(ActKind.RESET_TOKEN);
        assertThat(model.claim()).isNull();
    }

    @Test
    void anUnknownStationIsSaidAndASilentBackendKeepsWhatWasKnown() {
        open(fine);
        model.failed(problem(503));
        assertThat(model.device().get()).isNotNull();
        assertThat(model.missing().get()).isEmpty();
        model.failed(problem(404));
        assertThat(model.device().get()).isNull();
        assertThat(model.missing().get()).isNotEmpty();
        assertThat(model.acts().get()).isEmpty();
        model.known(details(fine));
        assertThat(model.missing().get()).isEmpty();
    }

    @Test
    void oneOfSeveralBoardsIsLetInAfterAQuestionThatStaysWhileTheStationWaits() {
        Device disputed =
                MadeUp.station("ESP32_LL_01").disputed().pending().build().device();
        open(disputed);
        model.wantBoard("0123abcd", ActKind.APPROVE);
        assertThat(model.asked().get()).isEqualTo(ActKind.APPROVE);
        assertThat(model.claim()).isEqualTo("0123abcd");
        model.known(details(disputed));
        assertThat(model.asked().get()).isEqualTo(ActKind.APPROVE);
        model.known(details(fine));
        assertThat(model.asked().get()).as("somebody else let it in").isNull();
    }

    @Test
    void whatIsUndoneIsAskedToo() {
        open(MadeUp.station("ESP32_LL_01").blocked().build().device());
        model.want(ActKind.UNBLOCK);
        assertThat(source.done).isEmpty();
        assertThat(model.asked().get()).isEqualTo(ActKind.UNBLOCK);
        model.run(new StationAct.Unblock(), "Carte réparée");
        assertThat(source.reasons).containsExactly("Carte réparée");
        source.answer.complete(fine);
        assertThat(host.told)
                .as("what the backend made of it")
                .containsExactly("ESP32_LL_01 is unblocked: its samples count from now on.");
    }

    @Test
    void onlyWhereSomethingIsLostAReasonMustBeGiven() {
        assertThat(Arrays.stream(ActKind.values()).filter(ActKind::needsReason))
                .containsExactly(ActKind.BLOCK, ActKind.FORGET);
    }
}

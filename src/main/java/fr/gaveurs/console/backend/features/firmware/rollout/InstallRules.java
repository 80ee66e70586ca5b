package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.backend.features.firmware.rollout.Install.Edit;
import fr.gaveurs.console.backend.features.firmware.rollout.Install.Tell;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Compare;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.GoBack;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Greeted;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Judged;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Take;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Tick;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Told;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an install by what happens: a pure function. A station's word moves it forward, but that it runs the
 * image, or no longer does, is known by the program that its hello names alone.
 */
public final class InstallRules {
    /** Of what a station reports as failed, what another attempt may mend. */
    private static final Set<String> PASSING =
            Set.of("network", "timeout", "power", "interrupted", "busy", "size_mismatch", "hash_mismatch", "http");

    private static final String CANNOT_GO_BACK = "cannot_go_back";

    private final Policy policy;
    private final Duration prove;
    private final String elf;

    /**
     * @param prove how long a station may take to prove itself
     * @param elf of the image
     */
    public InstallRules(Policy policy, Duration prove, String elf) {
        this.policy = policy;
        this.prove = prove;
        this.elf = elf;
    }

    /** The same install where the event changes nothing. */
    public Install step(Install install, InstallEvent event) {
        Edit edit = install.edit();
        switch (event) {
            case Take take -> take(edit, take.wave());
            case Tick tick -> tick(edit, tick);
            case Told told -> told(edit, told);
            case Greeted greeted -> greeted(edit, greeted);
            case Compare compare -> {
                if (edit.state == InstallState.PROVING && edit.baseline == null) {
                    edit.baseline = compare.baseline();
                }
            }
            case Judged judged -> judged(edit, judged.finding());
            case GoBack goBack -> goBack(edit, goBack);
            case InstallEvent.Cancel cancel -> {
                if (edit.state == InstallState.WAITING || edit.state == InstallState.OFFERED) {
                    move(edit, InstallState.CANCELED, "canceled");
                }
            }
        }
        Install after = edit.done();
        return after.equals(install) ? install : after;
    }

    private void move(Edit edit, InstallState state, @Nullable String reason) {
        edit.state = state;
        edit.left = policy.limit(state, prove);
        edit.quiet = 0;
        edit.retry = 0;
        edit.reason = reason;
        edit.tell = switch (state) {
            case OFFERED -> Tell.OFFER;
            case REVERTING -> Tell.REVERT;
            default -> Tell.NOTHING;
        };
    }

    private void take(Edit edit, int wave) {
        if (edit.state == InstallState.WAITING && edit.retry <= 0) {
            edit.attempts++;
            edit.wave = edit.wave == 0 ? wave : edit.wave;
            edit.bytes = 0;
            edit.elfBefore = edit.elfRuns;
            move(edit, InstallState.OFFERED, null);
        }
    }

    /** Tries again in a while, or no more. */
    private void again(Edit edit, String reason) {
        if (edit.attempts >= policy.attempts()) {
            move(edit, InstallState.FAILED, reason);
        } else {
            waitFor(edit, reason);
        }
    }

    private void waitFor(Edit edit, String reason) {
        move(edit, InstallState.WAITING, reason);
        edit.retry = policy.retry().toMillis();
    }

    private void tick(Edit edit, Tick tick) {
        if (edit.state.isFinal()) {
            return;
        }
        edit.left = Math.max(0, edit.left - tick.elapsed());
        edit.retry = Math.max(0, edit.retry - tick.elapsed());
        edit.quiet = tick.online() ? 0 : edit.quiet + tick.elapsed();
        if (edit.state == InstallState.OFFERED && !tick.online()) {
            // It never answered: nothing was begun.
            edit.attempts--;
            move(edit, InstallState.WAITING, "offline");
            edit.wave = 0;
            return;
        }
        if (edit.state == InstallState.WAITING && !tick.online()) {
            // Its place in the wave is another one's: nobody waits for who may be away for weeks.
            edit.wave = 0;
        }
        if (edit.state == InstallState.PROVING && edit.quiet >= policy.silence().toMillis()) {
            move(edit, InstallState.LOST, "silent");
            return;
        }
        if (edit.left > 0) {
            return;
        }
        switch (edit.state) {
            case WAITING -> move(edit, InstallState.CANCELED, "never_reached");
            case OFFERED -> again(edit, "no_answer");
            case ACCEPTED, DOWNLOADING, VERIFIED -> {
                move(
                        edit,
                        tick.online() ? InstallState.FAILED : InstallState.LOST,
                        tick.online() ? "stalled" : "silent");
                edit.tell = Tell.REVERT;
            }
            case REBOOTING -> move(edit, InstallState.LOST, "did_not_return");
            case PROVING -> {
                String why = edit.proven ? "not_marked_valid" : "not_proven";
                move(edit, tick.online() ? InstallState.REVERTING : InstallState.LOST, why);
            }
            case REVERTING -> move(edit, InstallState.LOST, "did_not_go_back");
            default -> {}
        }
    }

    private void told(Edit edit, Told told) {
        if (!told.offerId().equals(edit.offerId) || edit.state.isFinal()) {
            return;
        }
        boolean early = edit.state == InstallState.OFFERED
                || edit.state == InstallState.ACCEPTED
                || edit.state == InstallState.DOWNLOADING;
        switch (told.status()) {
            case ACCEPTED -> {
                if (edit.state == InstallState.OFFERED) {
                    move(edit, InstallState.ACCEPTED, null);
                }
            }
            case DEFERRED -> {
                if (edit.state == InstallState.OFFERED || edit.state == InstallState.ACCEPTED) {
                    edit.attempts--;
                    waitFor(edit, "deferred");
                    edit.wave = 0;
                }
            }
            case DOWNLOADING -> {
                if (edit.state == InstallState.OFFERED || edit.state == InstallState.ACCEPTED) {
                    move(edit, InstallState.DOWNLOADING, null);
                }
                if (edit.state == InstallState.DOWNLOADING) {
                    edit.bytes = Math.max(edit.bytes, told.bytes());
                }
            }
            case VERIFIED -> {
                if (early) {
                    edit.bytes = Math.max(edit.bytes, told.bytes());
                    move(edit, InstallState.VERIFIED, null);
                }
            }
            case REBOOTING -> {
                if (early || edit.state == InstallState.VERIFIED) {
                    move(edit, InstallState.REBOOTING, null);
                }
            }
            // What it runs its hello says; that it is confirmed the console decides.
            case PROVING, CONFIRMED -> {}
            case FAILED -> failed(edit, told.errorCode() == null ? "failed" : told.errorCode());
            case ROLLED_BACK -> {
                if (edit.state == InstallState.REVERTING && !elf.equals(edit.elfRuns)) {
                    move(edit, InstallState.ROLLED_BACK, edit.reason);
                }
            }
        }
    }

    private void failed(Edit edit, String code) {
        switch (edit.state) {
            case OFFERED, ACCEPTED, DOWNLOADING, VERIFIED, REBOOTING -> {
                if (PASSING.contains(code)) {
                    again(edit, code);
                } else {
                    move(edit, InstallState.FAILED, code);
                }
            }
            case PROVING -> move(edit, InstallState.REVERTING, code);
            case REVERTING -> {
                if (elf.equals(edit.elfRuns)) {
                    move(edit, InstallState.FAILED, CANNOT_GO_BACK);
                } else {
                    move(edit, InstallState.ROLLED_BACK, edit.reason);
                }
            }
            default -> {}
        }
    }

    private void greeted(Edit edit, Greeted greeted) {
        edit.elfRuns = greeted.elf();
        edit.stays = greeted.stays();
        if (elf.equals(greeted.elf())) {
            runsIt(edit);
        } else {
            runsAnother(edit, edit.offerId.equals(greeted.offerId()));
        }
    }

    private void runsIt(Edit edit) {
        switch (edit.state) {
            case WAITING -> {
                if (!edit.asked) {
                    move(edit, InstallState.PROVING, null);
                }
            }
            case OFFERED, ACCEPTED, DOWNLOADING, VERIFIED, REBOOTING, LOST -> {
                boolean unwanted = edit.state == InstallState.LOST && edit.asked;
                move(edit, unwanted ? InstallState.REVERTING : InstallState.PROVING, edit.reason);
                edit.baseline = null;
                edit.proven = false;
            }
            case PROVING -> {
                if (edit.proven && edit.stays) {
                    move(edit, InstallState.CONFIRMED, null);
                }
            }
            // What failed or was called off does not stay, should it come to run after all.
            case FAILED -> {
                if (!CANNOT_GO_BACK.equals(edit.reason)) {
                    move(edit, InstallState.REVERTING, edit.reason);
                }
            }
            case CANCELED -> {
                if (edit.attempts > 0) {
                    edit.asked = true;
                    move(edit, InstallState.REVERTING, edit.reason);
                }
            }
            case ROLLED_BACK -> move(edit, InstallState.FAILED, "came_again");
            case CONFIRMED, REVERTING -> {}
        }
    }

    /** @param atWork whether it says that it is at work on this offer */
    private void runsAnother(Edit edit, boolean atWork) {
        boolean before = edit.elfBefore == null || edit.elfBefore.equals(edit.elfRuns);
        switch (edit.state) {
            case ACCEPTED, DOWNLOADING, VERIFIED -> {
                if (!atWork) {
                    again(edit, "interrupted");
                }
            }
            case REBOOTING -> {
                if (!atWork) {
                    move(
                            edit,
                            before ? InstallState.ROLLED_BACK : InstallState.FAILED,
                            before ? "by_itself" : "other_firmware");
                }
            }
            case PROVING -> move(edit, InstallState.ROLLED_BACK, "by_itself");
            case CONFIRMED -> move(edit, InstallState.ROLLED_BACK, "later");
            case REVERTING -> move(edit, InstallState.ROLLED_BACK, edit.reason);
            case LOST -> move(edit, InstallState.ROLLED_BACK, "returned");
            case WAITING, OFFERED, FAILED, ROLLED_BACK, CANCELED -> {}
        }
    }

    private void judged(Edit edit, Proof.Finding finding) {
        if (edit.state != InstallState.PROVING || edit.proven) {
            return;
        }
        switch (finding.verdict()) {
            case GOOD -> {
                if (edit.stays) {
                    move(edit, InstallState.CONFIRMED, null);
                } else {
                    edit.proven = true;
                    edit.left = policy.settle().toMillis();
                    edit.tell = Tell.CONFIRM;
                }
            }
            case BAD -> move(edit, InstallState.REVERTING, finding.reason());
            case OPEN -> {}
        }
    }

    private void goBack(Edit edit, GoBack goBack) {
        switch (edit.state) {
            case WAITING -> move(edit, InstallState.CANCELED, goBack.reason());
            case OFFERED, ACCEPTED, DOWNLOADING, VERIFIED, REBOOTING, PROVING, CONFIRMED -> {
                edit.asked = true;
                move(edit, InstallState.REVERTING, goBack.reason());
            }
            case LOST -> edit.asked = true; // goes back when it returns
            case REVERTING, FAILED, ROLLED_BACK, CANCELED -> {}
        }
    }
}

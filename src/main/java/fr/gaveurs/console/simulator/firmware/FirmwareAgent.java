package fr.gaveurs.console.simulator.firmware;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.firmware.FirmwareReport.OtaState;
import fr.gaveurs.console.api.firmware.FirmwareStatement;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a board's program does with offers, by the protocol of the manual, and what its profile does to it. Heard and asked
 * on the station's thread; downloads have a thread of their own.
 */
public final class FirmwareAgent {
    private static final long REPEAT_NANOS = 5_000_000_000L;
    private static final Duration RESTART = Duration.ofMillis(800);
    private static final Duration POWER_OUT = Duration.ofMillis(1_500);
    /** Versions that end so never get up; those of {@link #BLIND} see nothing. */
    private static final String CRASH = "-crash";

    private static final String BLIND = "-blind";
    private static final Duration FOR_EVER = Duration.ofDays(3_650);

    private final FirmwareBoard board;
    private final FirmwareProfile profile;
    private final HttpClient http;
    private final URI console;
    private final Supplier<@Nullable String> token;
    private final Random chance;
    private final Duration late;
    private final BlockingQueue<Deed> deeds = new LinkedBlockingQueue<>();

    private final AtomicInteger cuts = new AtomicInteger();
    private volatile @Nullable String unanswered;
    private volatile long saidNanos;

    // Of the station's thread.
    private int deferred;
    private @Nullable Long revertAtNanos;
    private @Nullable Long fallAtNanos;
    private boolean blind;
    private volatile FirmwareBoard.@Nullable Offer lie;

    private volatile @Nullable String working;

    /** What the station is to do. */
    public sealed interface Deed {}

    /** To say something, if it is connected. */
    public record Say(String text) implements Deed {}

    /** To say hello again. */
    public record SayHello() implements Deed {}

    /** To hang up and be away for a while. */
    public record Away(Duration time, String reason) implements Deed {}

    /**
     * @param console where images are fetched
     * @param token that the station has; null for none
     * @param late how long after its confirmation a board of {@link FirmwareProfile#FALLS_BACK} does so, and how long one of
     *     {@link FirmwareProfile#RETURNS_LATE} is away
     */
    public FirmwareAgent(
            FirmwareBoard board,
            FirmwareProfile profile,
            HttpClient http,
            URI console,
            Supplier<@Nullable String> token,
            long seed,
            Duration late) {
        this.board = board;
        this.profile = profile;
        this.http = http;
        this.console = console;
        this.token = token;
        this.chance = new Random(seed);
        this.late = late;
    }

    public FirmwareBoard board() {
        return board;
    }

    /** Whether the distance sensor gives nothing. */
    public boolean blind() {
        return blind;
    }

    private String version() {
        FirmwareBoard.Offer lied = lie;
        return lied == null ? board.program().version() : lied.statement().version();
    }

    /** The version that it says it runs, as all messages but the report of its firmware want it: its three numbers. */
    public String numbers() {
        return Program.numbers(version());
    }

    /** What the hello says of the firmware. */
    public ObjectNode report() {
        return BoardReport.of(board, version());
    }

    /** The next thing to do; null for nothing. */
    public @Nullable Deed next() {
        long now = System.nanoTime();
        Long revert = revertAtNanos;
        if (revert != null && now - revert >= 0) {
            revertAtNanos = null;
            if (board.otaState() == OtaState.PENDING_VERIFY && board.revert()) {
                return restart("not_confirmed");
            }
        }
        Long fall = fallAtNanos;
        if (fall != null && now - fall >= 0) {
            fallAtNanos = null;
            if (board.revert()) {
                return restart("brownout");
            }
        }
        Deed deed = deeds.poll();
        if (deed != null) {
            return deed;
        }
        String waiting = unanswered;
        if (waiting != null && now - saidNanos > REPEAT_NANOS) {
            saidNanos = now;
            return new Say(waiting);
        }
        return null;
    }

    /** It is connected and was greeted: goes on with what the power cut. */
    public void greeted() {
        unanswered = null;
        FirmwareBoard.Offer offer = board.offer();
        if (offer != null && board.startedBy() == null && working == null) {
            download(offer);
        } else if (offer != null && board.startedBy() != null) {
            say(offer.offerId(), "proving", 0, null);
        }
    }

    /** Something of firmware came. */
    public void heard(JsonNode message) {
        String offerId = message.path("offer_id").asString("");
        switch (message.path("type").asString("")) {
            case "firmware_offer" -> offered(offerId, message);
            case "firmware_status_ack" -> {
                unanswered = null;
                if (!message.path("known").asBoolean(true) && board.startedBy() == null) {
                    giveUp();
                }
            }
            case "firmware_confirm" -> confirmed(offerId);
            case "firmware_revert" -> reverted(offerId);
            default -> {
                // What later consoles may say.
            }
        }
    }

    private void offered(String offerId, JsonNode message) {
        if (offerId.equals(working) || offerId.equals(board.startedBy())) {
            return;
        }
        JsonNode signature = message.path("signature");
        FirmwareBoard.Offer offer = new FirmwareBoard.Offer(
                offerId,
                new FirmwareStatement(
                        message.path("project").asString(),
                        message.path("version").asString(),
                        message.path("chip_id").asInt(),
                        message.path("size").asLong(),
                        message.path("sha256").asString(),
                        message.path("secure_version").asLong()),
                message.path("url").asString(),
                signature.path("value").asStringOpt().orElse(null),
                signature.path("key_id").asStringOpt().orElse(null),
                message.path("deadline_seconds").asLong(3_600));
        if (profile == FirmwareProfile.DEFERS && deferred < 2) {
            deferred++;
            say(offerId, "deferred", 0, null);
        } else if (profile == FirmwareProfile.NO_SPACE || offer.statement().size() > board.slotSize()) {
            say(offerId, "failed", 0, "no_space");
        } else if (offer.statement().chipId() != board.chipId()) {
            say(offerId, "failed", 0, "wrong_chip");
        } else {
            board.begin(offer);
            say(offerId, "accepted", board.written(), null);
            download(offer);
        }
    }

    private void download(FirmwareBoard.Offer offer) {
        working = offer.offerId();
        Thread.ofVirtual().name("simulated-download").start(() -> {
            try {
                fetch(offer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void fetch(FirmwareBoard.Offer offer) throws InterruptedException {
        boolean cut = profile == FirmwareProfile.POWER_CUT && cuts.get() < 2;
        long cutAt = cut ? 1 + (long) (chance.nextDouble() * (offer.statement().size() - 1)) : Long.MAX_VALUE;
        ImageDownload download = new ImageDownload(http, board, console, token.get(), chance, () -> !offer.offerId()
                .equals(working));
        String failed = download.run(
                offer,
                new DownloadTrouble(
                        profile == FirmwareProfile.NO_RANGE,
                        offer.statement().size(),
                        chance,
                        cutAt,
                        bytes -> say(offer.offerId(), "downloading", bytes, null),
                        () -> {
                            if (offer.offerId().equals(working)) {
                                working = null;
                            }
                        }));
        if (cut && working == null) {
            cuts.incrementAndGet();
            deeds.add(new Away(POWER_OUT, "power_on"));
            return;
        }
        if (!offer.offerId().equals(working)) {
            return;
        }
        if (failed == null && profile == FirmwareProfile.FLASH_WORN) {
            board.spoil();
        }
        String wrong = failed == null ? board.finish() : failed;
        if (wrong != null) {
            working = null;
            board.abandon();
            say(offer.offerId(), "failed", board.written(), wrong);
            return;
        }
        say(offer.offerId(), "verified", offer.statement().size(), null);
        if (profile == FirmwareProfile.LIES) {
            lie = offer;
            working = null;
            board.abandon();
            say(offer.offerId(), "rebooting", 0, null);
            say(offer.offerId(), "confirmed", 0, null);
            deeds.add(new Away(RESTART, "software"));
            return;
        }
        say(offer.offerId(), "rebooting", offer.statement().size(), null);
        deeds.add(new Away(restartTakes(), "software"));
    }

    private Duration restartTakes() {
        return switch (profile) {
            case NEVER_RETURNS -> FOR_EVER;
            case RETURNS_LATE -> late;
            default -> RESTART;
        };
    }

    /** The board is off and starts again. */
    public void restarted(String reason) {
        boolean cutShort = reason.equals("power_on");
        working = null;
        unanswered = null;
        deeds.clear();
        if (cutShort && chance.nextBoolean()) {
            board.abandon(); // it keeps no note of what it was at
        }
        board.boot(reason);
        if (runsNew() && crashes()) {
            board.boot("panic");
        }
        if (!board.bootable()) {
            deeds.add(new Away(FOR_EVER, reason)); // the bootloader finds nothing that it may start
            return;
        }
        blind = runsNew()
                && (profile == FirmwareProfile.BAD_SENSOR
                        || board.program().version().endsWith(BLIND));
        FirmwareBoard.Offer offer = board.offer();
        if (offer != null && board.otaState() == OtaState.PENDING_VERIFY) {
            revertAtNanos = System.nanoTime()
                    + Duration.ofSeconds(offer.deadlineSeconds()).toNanos();
        }
    }

    private boolean runsNew() {
        return board.otaState() == OtaState.PENDING_VERIFY;
    }

    private boolean crashes() {
        return profile == FirmwareProfile.CRASHES
                || profile == FirmwareProfile.RETURNS_LATE
                || board.program().version().endsWith(CRASH);
    }

    private void confirmed(String offerId) {
        if (offerId.equals(board.startedBy())) {
            board.markValid();
            revertAtNanos = null;
            say(offerId, "confirmed", 0, null);
            deeds.add(new SayHello());
            if (profile == FirmwareProfile.FALLS_BACK) {
                fallAtNanos = System.nanoTime() + late.toNanos();
            }
        }
    }

    private void reverted(String offerId) {
        if (working != null) {
            giveUp();
            say(offerId, "rolled_back", 0, null);
        } else if (board.revert()) {
            deeds.add(restart("reverted"));
        } else {
            say(offerId, "failed", 0, "no_other_slot");
        }
    }

    private void giveUp() {
        working = null;
        board.abandon();
    }

    private Away restart(String reason) {
        return new Away(RESTART, reason);
    }

    private void say(String offerId, String state, long bytes, @Nullable String errorCode) {
        ObjectNode status = Json.MAPPER
                .createObjectNode()
                .put("type", "firmware_status")
                .put("offer_id", offerId)
                .put("state", state)
                .put("bytes", bytes);
        if (errorCode != null) {
            status.put("error_code", errorCode);
        }
        String text = status.toString();
        saidNanos = System.nanoTime();
        unanswered = state.equals("downloading") ? unanswered : text;
        deeds.add(new Say(text));
    }
}

package fr.gaveurs.console.simulator.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Sha256;
import fr.gaveurs.console.api.firmware.FirmwareReport.OtaState;
import fr.gaveurs.console.api.firmware.FirmwareStatement;
import fr.gaveurs.console.backend.features.firmware.FirmwareHall;
import fr.gaveurs.console.backend.features.firmware.image.FirmwareImage;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reference of a board: two slots of which one always starts, whatever comes and whenever the power fails. */
class FirmwareBoardTest {
    private static final FirmwareHall HALL = new FirmwareHall();
    private static final int SLOT = 100_000;
    private static final byte[] IMAGE = image("1.1.0", 3);
    private static final byte[] OTHER = image("1.2.0", 3);
    private static final FirmwareBoard.Offer OFFER = offer(IMAGE, "one");
    private static final FirmwareBoard.Offer SECOND = offer(OTHER, "two");

    private final FirmwareBoard board = board(Map.of(HALL.keyId(), HALL.pair.getPublic()));

    private static FirmwareBoard board(Map<String, PublicKey> keys) {
        return new FirmwareBoard(0, SLOT, Program.factory("1.0.0"), keys);
    }

    private static byte[] image(String version, int secureVersion) {
        return ImageBuilder.seeded(version.hashCode())
                .named("gaveurs-station", version)
                .secureVersion(secureVersion)
                .bytes(4_000)
                .build();
    }

    private static FirmwareBoard.Offer offer(byte[] image, String id) {
        try {
            FirmwareImage read = ImageBuilder.read(image);
            FirmwareStatement statement = read.statement(read.project(), read.version());
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(HALL.pair.getPrivate());
            signer.update(statement.bytes());
            String value = Base64.getEncoder().encodeToString(signer.sign());
            return new FirmwareBoard.Offer(id, statement, "/image", value, HALL.keyId(), 60);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static FirmwareBoard.Offer signed(
            FirmwareBoard.Offer from, @Nullable String value, @Nullable String keyId) {
        return new FirmwareBoard.Offer(from.offerId(), from.statement(), from.url(), value, keyId, 60);
    }

    private static void write(FirmwareBoard board, byte[] image, int from, int to) {
        board.write(Arrays.copyOfRange(image, from, to), to - from);
    }

    private @Nullable String take(FirmwareBoard.Offer offer, byte[] image) {
        board.begin(offer);
        write(board, image, 0, image.length);
        return board.finish();
    }

    @Test
    void anImageIsOnTrialUntilItIsMarkedValid() {
        assertThat(take(OFFER, IMAGE)).isNull();
        assertThat(board.program().version()).as("not before the restart").isEqualTo("1.0.0");
        board.boot("software");
        assertThat(board.program().version()).isEqualTo("1.1.0");
        assertThat(board.otaState()).isEqualTo(OtaState.PENDING_VERIFY);
        assertThat(board.startedBy()).isEqualTo("one");
        board.markValid();
        board.boot("power_on");
        assertThat(board.program().version()).isEqualTo("1.1.0");
        assertThat(board.otaState()).isEqualTo(OtaState.VALID);
    }

    @Test
    void whatWasNotMarkedValidIsGoneWithTheNextRestart() {
        take(OFFER, IMAGE);
        board.boot("software");
        board.boot("panic");
        assertThat(board.program().version()).isEqualTo("1.0.0");
        assertThat(board.revert()).as("there is nothing to go back to").isFalse();
    }

    @Test
    void aPowerCutAtAnyByteLosesNothingThatWasWritten() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            FirmwareBoard cut = board(Map.of(HALL.keyId(), HALL.pair.getPublic()));
            cut.begin(OFFER);
            int at = random.nextInt(IMAGE.length + 1);
            write(cut, IMAGE, 0, at);
            cut.boot("power_on");
            assertThat(cut.program().version()).isEqualTo("1.0.0");
            assertThat(cut.bootable()).isTrue();
            FirmwareBoard.Offer kept = cut.offer();
            assertThat(kept).isEqualTo(OFFER);
            assertThat(cut.begin(OFFER)).isEqualTo(at);
            write(cut, IMAGE, at, IMAGE.length);
            assertThat(cut.finish()).as("the exact bytes, by their hash").isNull();
        }
    }

    @Test
    void refusesWhatIsNotExactlyWhatWasOfferedAndSigned() {
        board.begin(OFFER);
        write(board, IMAGE, 0, IMAGE.length - 1);
        assertThat(board.finish()).isEqualTo("size_mismatch");
        board.begin(SECOND);
        write(board, OTHER, 0, OTHER.length);
        board.spoil();
        assertThat(board.finish()).isEqualTo("hash_mismatch");
        assertThat(take(signed(OFFER, SECOND.signature(), HALL.keyId()), IMAGE)).isEqualTo("bad_signature");
        assertThat(take(signed(OFFER, OFFER.signature(), "0123456789abcdef"), IMAGE))
                .isEqualTo("unknown_key");
        assertThat(take(signed(OFFER, null, null), IMAGE)).isEqualTo("unknown_key");
        byte[] none = new byte[IMAGE.length];
        FirmwareStatement said = new FirmwareStatement("gaveurs-station", "1.1.0", 0, none.length, Sha256.hex(none), 0);
        FirmwareBoard any = board(Map.of());
        any.begin(new FirmwareBoard.Offer("none", said, "/image", null, null, 60));
        write(any, none, 0, none.length);
        assertThat(any.finish()).isEqualTo("bad_image");
        board.boot("power_on");
        assertThat(board.program().version()).isEqualTo("1.0.0");
    }

    @Test
    void neverGoesBelowTheSecureVersionThatRuns() {
        take(OFFER, IMAGE);
        board.boot("software");
        board.markValid();
        byte[] older = image("1.3.0", 2);
        assertThat(take(offer(older, "older"), older)).isEqualTo("older_secure_version");
    }

    @Test
    void saysTheNumbersOfItsVersionWhereNothingElseIsTaken() {
        assertThat(Program.numbers("1.2.0-blind")).isEqualTo("1.2.0");
        assertThat(Program.numbers("v10.2.33")).isEqualTo("10.2.33");
        assertThat(Program.numbers("1.2")).isEqualTo("0.0.0");
        assertThat(Program.numbers("1.2.345678")).isEqualTo("0.0.0");
    }

    /** What happens to boards in any order, the power's failing among it. */
    enum Happening {
        OFFERED,
        OFFERED_ANOTHER,
        WROTE_SOME,
        WROTE_ALL,
        SPOILED,
        FINISHED,
        RESTARTED,
        POWER_CUT,
        CONFIRMED,
        REVERTED,
        GAVE_UP
    }

    @Property(tries = 1_000)
    void someSlotAlwaysStarts(@ForAll("happenings") List<Happening> happenings) {
        FirmwareBoard one = board(Map.of(HALL.keyId(), HALL.pair.getPublic()));
        byte[] coming = IMAGE;
        for (Happening each : happenings) {
            boolean idle = one.otaState() == OtaState.VALID;
            switch (each) {
                case OFFERED, OFFERED_ANOTHER -> {
                    if (idle) {
                        coming = each == Happening.OFFERED ? IMAGE : OTHER;
                        one.begin(each == Happening.OFFERED ? OFFER : SECOND);
                    }
                }
                case WROTE_SOME -> written(one, coming, Math.min(1_000, coming.length - one.written()));
                case WROTE_ALL -> written(one, coming, coming.length - one.written());
                case SPOILED -> {
                    if (one.offer() != null && idle) {
                        one.spoil();
                    }
                }
                case FINISHED -> {
                    if (one.offer() != null && idle) {
                        one.finish();
                    }
                }
                case RESTARTED, POWER_CUT -> one.boot(each == Happening.RESTARTED ? "software" : "power_on");
                case CONFIRMED -> {
                    if (one.startedBy() != null) {
                        one.markValid();
                    }
                }
                case REVERTED -> {
                    if (one.revert()) {
                        one.boot("reverted");
                    }
                }
                case GAVE_UP -> {
                    if (idle) {
                        one.abandon();
                    }
                }
            }
            assertThat(one.bootable()).as("after %s of %s", each, happenings).isTrue();
            assertThat(one.program().version()).isIn("1.0.0", "1.1.0", "1.2.0");
        }
    }

    private static void written(FirmwareBoard one, byte[] coming, int size) {
        if (one.offer() != null && one.startedBy() == null && size > 0) {
            int from = one.written();
            write(one, coming, from, from + size);
        }
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        return Arbitraries.of(Happening.class).list().ofMinSize(1).ofMaxSize(40);
    }
}

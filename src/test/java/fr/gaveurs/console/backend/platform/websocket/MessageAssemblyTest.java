package fr.gaveurs.console.backend.platform.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.websocket.MessageAssembly.Unread;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MessageAssemblyTest {
    private static final int LIMIT = 1 << 20;
    private static final int HELD = 4 << 20;

    private final SocketGroup group = new SocketGroup("sensors", Duration.ofSeconds(30), new Metrics(), HELD);
    private final AtomicBoolean stranger = new AtomicBoolean();
    private final MessageAssembly assembly = new MessageAssembly(group, LIMIT, stranger::get);

    private static void add(MessageAssembly to, int size) {
        to.add(ByteBuffer.wrap(new byte[size]), size);
    }

    @Property(tries = 200)
    void piecesOfEverySizeBecomeTheMessageAndNothingIsHeldAfterIt(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 25_000) Integer> sizes) {
        byte[] message = new byte[sizes.stream().mapToInt(Integer::intValue).sum()];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) (i * 31);
        }
        Assume.that(message.length <= LIMIT);
        int from = 0;
        for (int size : sizes) {
            ByteBuffer piece = ByteBuffer.wrap(message, from, size);
            assembly.add(size == 0 ? null : piece, size);
            from += size;
        }
        assertThat(group.held().read()).isBetween((long) message.length, Math.max(2L * message.length, LIMIT));
        MessageAssembly.Whole whole = assembly.take();
        assertThat(Arrays.copyOf(whole.bytes(), whole.length())).isEqualTo(message);
        assertThat(assembly.length()).isZero();
        assembly.giveBack(whole);
        assertThat(group.held().read()).isZero();
    }

    @Test
    void aStrangersMessageIsKeptUpToAHelloAndAUsualSampleAndCountedBeyond() {
        stranger.set(true);
        add(assembly, 20_000);
        add(assembly, 12_768);
        assertThat(assembly.unread()).isNull();
        assertThat(group.held().read()).isEqualTo(MessageAssembly.STRANGER_LIMIT);
        add(assembly, 1);
        assertThat(assembly.unread()).isEqualTo(Unread.STRANGER);
        assertThat(group.held().read()).isZero();
        add(assembly, 100_000);
        assertThat(assembly.length()).isEqualTo(132_769);
        assertThat(group.held().read()).isZero();
        assembly.drop();
        assertThat(assembly.unread()).isNull();
        add(assembly, 20_000);
        assertThat(assembly.unread()).isNull();
    }

    @Test
    void manyTogetherHoldNoMoreThanTheBoundAndStrangersAQuarterOfIt() {
        stranger.set(true);
        for (int i = 0; i < 2_000; i++) {
            add(new MessageAssembly(group, LIMIT, () -> true), MessageAssembly.STRANGER_LIMIT);
            assertThat(group.held().read()).isLessThanOrEqualTo(HELD / 4);
        }
        for (int i = 0; i < 100; i++) {
            add(new MessageAssembly(group, LIMIT, () -> false), 100_000);
            assertThat(group.held().read()).isLessThanOrEqualTo(HELD);
        }
        add(assembly, 100_000);
        assertThat(assembly.unread()).isEqualTo(Unread.STRANGER);
    }

    @Test
    void oneThatIsGivenUpHoldsNothingAnyMore() {
        add(assembly, 70_000);
        assembly.begin();
        assertThat(assembly.nanos()).isPositive();
        assertThat(assembly.giveUp()).isTrue();
        assertThat(group.held().read()).isZero();
        assertThat(assembly.giveUp()).isFalse();
        add(assembly, 70_000);
        assertThat(assembly.unread()).isEqualTo(Unread.NO_ROOM);
        assertThat(group.held().read()).isZero();
        assembly.drop();
        assertThat(assembly.nanos()).isZero();
    }
}

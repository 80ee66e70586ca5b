package fr.gaveurs.console.backend.platform.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.junit.jupiter.api.Test;

/** What another program on the network finds; here the network is this machine's loopback. */
class ServiceAnnouncerTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void isFoundWithPortAndPathUntilItStops() throws Exception {
        ServiceAnnouncer announcer =
                new ServiceAnnouncer(() -> List.of(HERE), () -> 8123, "/ws/sensors/", "1.2.3", Duration.ZERO);
        announcer.start();
        try (JmDNS board = JmDNS.create(HERE, "board")) {
            AtomicReference<ServiceInfo> found = new AtomicReference<>();
            await().until(() -> {
                for (ServiceInfo each : board.list(ServiceAnnouncer.TYPE, 500)) {
                    // Its name may come before what else is told of it.
                    if (each.hasData() && each.getPropertyString("path") != null) {
                        found.set(each);
                    }
                }
                return found.get() != null;
            });
            assertThat(found.get().getPort()).isEqualTo(8123);
            assertThat(found.get().getPropertyString("path")).isEqualTo("/ws/sensors/");
            await().until(() -> announcer.service() != null);
            assertThat(announcer.service()).startsWith("Gaveurs Console").endsWith(ServiceAnnouncer.TYPE);
            assertThat(announcer.check().check().figures()).containsEntry("announced_on", "127.0.0.1");

            announcer.stop(Deadline.in(Duration.ofSeconds(10)));

            assertThat(announcer.service()).isNull();
            await().until(() -> board.list(ServiceAnnouncer.TYPE, 500).length == 0);
        }
    }

    @Test
    void anAddressThatIsNoneOfThisMachineIsANoteInHealthAndNothingElse() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("203.0.113.77");
        ServiceAnnouncer announcer =
                new ServiceAnnouncer(() -> List.of(elsewhere), () -> 8123, "/ws/sensors/", "1", Duration.ZERO);
        announcer.start();
        try {
            await().until(() -> announcer.check().check().detail() != null);
            assertThat(announcer.check().check().detail()).contains("203.0.113.77");
            assertThat(announcer.supervised().getFirst().report().dead()).isFalse();
        } finally {
            announcer.stop(Deadline.in(Duration.ofSeconds(10)));
        }
    }

    @Test
    void aConsoleOfThisMachineAloneIsNotReachable() {
        assertThat(LanAddresses.isReachable("127.0.0.1")).isFalse();
        assertThat(LanAddresses.of("127.0.0.1")).isEmpty();
        assertThat(LanAddresses.isReachable("0.0.0.0")).isTrue();
        assertThat(LanAddresses.url(HERE, 8000, "/ws/sensors/")).isEqualTo("ws://127.0.0.1:8000/ws/sensors/");
    }
}

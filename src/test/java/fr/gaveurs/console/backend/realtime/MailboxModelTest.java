package fr.gaveurs.console.backend.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;

/** Whatever the interleaving of updates and reads: nothing is lost unsaid, and the newest always comes. */
class MailboxModelTest {
    private static final List<String> DEVICES = List.of("ESP32_LL_01", "ESP32_LS_02", "ESP32_MT_03");

    /** One sample for each device and number: making them is what costs time. */
    private static final Map<String, Update> UPDATES = new HashMap<>();

    /** What happens: an update of a device, or, if it names none, that one message is sent. */
    record Event(int device) {
        boolean isRead() {
            return device < 0;
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.integers()
                .between(-3, DEVICES.size() - 1)
                .map(n -> new Event(Math.max(-1, n)))
                .list()
                .ofMaxSize(120);
    }

    private static Update update(String device, int number) {
        String id = device + " " + number;
        return UPDATES.computeIfAbsent(id, i -> MailboxTest.update(device, Grade.A, i));
    }

    @Property(tries = 500)
    void whatGoesInComesOutOrIsCountedAsMissed(@ForAll("events") List<Event> events) {
        Mailbox mailbox = new Mailbox();
        Map<String, Integer> sent = new HashMap<>();
        Map<String, List<Integer>> delivered = new HashMap<>();
        long[] missed = {0};
        long[] seq = {0};
        int in = 0;
        for (Event event : events) {
            if (event.isRead()) {
                read(mailbox, delivered, missed, seq);
            } else {
                String device = DEVICES.get(event.device());
                mailbox.update(update(device, sent.merge(device, 1, Integer::sum)));
                in++;
            }
        }
        while (read(mailbox, delivered, missed, seq)) {
            // to the end
        }

        int out = delivered.values().stream().mapToInt(List::size).sum();
        assertThat(out + missed[0]).isEqualTo(in);
        assertThat(delivered.keySet()).isEqualTo(sent.keySet());
        delivered.forEach((device, numbers) -> {
            assertThat(numbers)
                    .as("never an old one after a new one")
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(numbers.getLast()).as("the newest of %s", device).isEqualTo(sent.get(device));
        });
    }

    private static boolean read(Mailbox mailbox, Map<String, List<Integer>> delivered, long[] missed, long[] seq) {
        byte[] bytes = mailbox.next(MailboxTest.NOW, 0);
        if (bytes == null) {
            return false;
        }
        JsonNode message = Json.MAPPER.readTree(bytes);
        assertThat(message.get("seq").asLong()).isEqualTo(++seq[0]);
        if (message.get("type").asString().equals("gap")) {
            missed[0] += message.get("missed").asLong();
        } else {
            String id = message.get("sample_id").asString();
            delivered
                    .computeIfAbsent(message.get("device_id").asString(), d -> new ArrayList<>())
                    .add(Integer.parseInt(id.substring(id.indexOf(' ') + 1)));
        }
        return true;
    }
}

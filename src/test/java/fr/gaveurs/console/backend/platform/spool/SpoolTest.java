package fr.gaveurs.console.backend.platform.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final int SEGMENT = 64 << 10;
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path folder;

    private Spool open() throws IOException {
        return Spool.open(folder, SEGMENT, 1 << 20, 0, false);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<byte[]> payloads) {
        return payloads.stream().map(p -> new String(p, StandardCharsets.UTF_8)).toList();
    }

    /** Everything in it, in order; leaves it empty. */
    private static List<String> drain(Spool spool) throws IOException {
        List<String> all = new ArrayList<>();
        while (!spool.isEmpty()) {
            List<byte[]> batch = spool.peek(7).payloads();
            all.addAll(texts(batch));
            spool.remove(batch.size());
        }
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<byte[]> numbered(int from, int to) {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = from; i < to; i++) {
            payloads.add(text("sample " + i + " " + "x".repeat(i % 300)));
        }
        return payloads;
    }

    @Test
    void givesBackInOrderWhatWasAppendedAndThenHasNoFiles() throws Exception {
        try (Spool spool = open()) {
            assertThat(spool.isEmpty()).isTrue();
            assertThat(spool.oldest()).isNull();
            assertThat(spool.peek(10).payloads()).isEmpty();

            spool.append(numbered(0, 400), NOON);
            spool.append(numbered(400, 900), NOON.plusSeconds(1));

            assertThat(spool.size()).isEqualTo(900);
            assertThat(spool.oldest()).isEqualTo(NOON);
            assertThat(spool.bytes()).isEqualTo((long) files().size() * SEGMENT).isGreaterThan(SEGMENT);
            assertThat(texts(spool.peek(2).payloads()))
                    .isEqualTo(texts(spool.peek(2).payloads()));
            assertThat(spool.peek(1).inherited()).isFalse();
            assertThat(drain(spool)).isEqualTo(texts(numbered(0, 900)));
            assertThat(files()).isEmpty();
            assertThat(spool.bytes()).isZero();
        }
    }

    @Test
    void anEmptyRecordIsARecord() throws Exception {
        try (Spool spool = open()) {
            spool.append(List.of(new byte[0], text("after")), NOON);
        }
        try (Spool spool = open()) {
            assertThat(drain(spool)).containsExactly("", "after");
        }
    }

    @Test
    void whatWasAppendedIsThereAfterARestartAndNewRecordsComeBehindIt() throws Exception {
        try (Spool spool = open()) {
            spool.append(numbered(0, 600), NOON);
            spool.remove(spool.peek(10).payloads().size());
        }
        try (Spool spool = open()) {
            // What was removed from a file that is not finished comes again: whoever takes it must bear that.
            assertThat(spool.size()).isEqualTo(600);
            assertThat(spool.oldest()).isEqualTo(NOON);
            assertThat(spool.peek(1).inherited()).isTrue();
            spool.append(numbered(600, 700), NOON.plusSeconds(60));
            assertThat(drain(spool)).isEqualTo(texts(numbered(0, 700)));
        }
    }

    @Test
    void aRecordTornAtAnyByteIsCutOffAndTheOthersAreKept() throws Exception {
        List<byte[]> payloads = List.of(text("first"), text("second, longer"), text("third"));
        Path whole;
        try (Spool spool = open()) {
            spool.append(payloads, NOON);
            whole = files().getFirst();
        }
        byte[] bytes = Files.readAllBytes(whole);
        int end = 8 + payloads.stream().mapToInt(SpoolRecord::size).sum();
        for (int cut = 0; cut <= end; cut++) {
            // Torn as preallocated files are: the rest is still zeros.
            byte[] torn = Arrays.copyOf(Arrays.copyOf(bytes, cut), bytes.length);
            Files.write(whole, cut == 0 ? new byte[0] : torn);
            int complete = 0;
            int at = 8;
            for (byte[] payload : payloads) {
                at += SpoolRecord.size(payload);
                complete += at <= cut ? 1 : 0;
            }
            try (Spool spool = open()) {
                assertThat(drain(spool)).as("cut at %d", cut).isEqualTo(texts(payloads.subList(0, complete)));
            }
            Files.deleteIfExists(whole);
            try (Stream<Path> aside = Files.list(folder)) {
                for (Path file : aside.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void aFileThatIsShorterThanItWasMadeIsReadAsFarAsItGoes() throws Exception {
        try (Spool spool = open()) {
            spool.append(numbered(0, 50), NOON);
        }
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        int reach = 8 + numbered(0, 20).stream().mapToInt(SpoolRecord::size).sum() + 5;
        Files.write(file, Arrays.copyOf(bytes, reach));

        try (Spool spool = open()) {
            assertThat(drain(spool)).isEqualTo(texts(numbered(0, 20)));
            assertThat(spool.damagedBytes()).isEqualTo(SEGMENT - reach);
            assertThat(spool.damagedFiles()).containsExactly(file.getFileName() + ".damaged");
        }
    }

    @Test
    void aBadByteInTheLastRecordIsDamageWhereTheRunBeforeEndedInOrder() throws Exception {
        try (Spool spool = open()) {
            spool.append(numbered(0, 3), NOON);
        }
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        bytes[8 + numbered(0, 3).stream().mapToInt(SpoolRecord::size).sum() - 1] ^= 1;
        Files.write(file, bytes);

        try (Spool spool = open()) {
            assertThat(spool.damagedBytes()).as("a power cut may have torn it").isZero();
        }
        try (Spool spool = Spool.open(folder, SEGMENT, 1 << 20, 0, true)) {
            assertThat(spool.damagedBytes()).isPositive();
            assertThat(drain(spool)).isEqualTo(texts(numbered(0, 2)));
        }
    }

    @Test
    void damageInTheMiddleCostsTheRecordThatItHitAndNoOther() throws Exception {
        try (Spool spool = open()) {
            spool.append(numbered(0, 50), NOON);
        }
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(7);
        int at = 8 + numbered(0, 20).stream().mapToInt(SpoolRecord::size).sum();
        for (int i = 0; i < 25; i++) {
            bytes[at + i] = (byte) random.nextInt();
        }
        Files.write(file, bytes);

        try (Spool spool = open()) {
            assertThat(spool.damagedBytes()).isPositive();
            List<String> expected = new ArrayList<>(texts(numbered(0, 50)));
            expected.remove(20);
            assertThat(drain(spool)).isEqualTo(expected);
            assertThat(files()).as("all of it is kept aside").singleElement().satisfies(aside -> assertThat(
                            aside.getFileName().toString())
                    .endsWith(".damaged"));
        }
    }

    @Test
    void aFileOfANewerProgramIsLeftAlone() throws Exception {
        Path file = folder.resolve("00000000000000000001.spool");
        byte[] newer = Arrays.copyOf(text("GVSPOOL\2"), 100);
        Files.write(file, newer);

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("newer program");
        assertThat(Files.readAllBytes(file)).isEqualTo(newer);
    }

    @Test
    void whatIsNoSpoolFileIsKeptAside() throws Exception {
        Files.write(folder.resolve("notes.spool"), text("these are no records at all"));
        try (Spool spool = open()) {
            assertThat(spool.isEmpty()).isTrue();
        }
        assertThat(files()).singleElement().satisfies(f -> assertThat(Files.readString(f))
                .isEqualTo("these are no records at all"));
    }

    @Test
    void atItsLimitItTakesNothingMoreAndSaysSoUntilThereIsRoom() throws Exception {
        try (Spool spool = Spool.open(folder, SEGMENT, 2 * SEGMENT, 0, false)) {
            byte[] big = new byte[20 << 10];
            List<byte[]> six = List.of(big, big, big, big, big, big);
            spool.append(six, NOON);
            int before = spool.size();

            assertThatThrownBy(() -> spool.append(List.of(big), NOON))
                    .isInstanceOf(SpoolFullException.class)
                    .hasMessageContaining("limit")
                    .hasMessageContaining("spool.limit.mib");
            assertThat(spool.full()).contains("spool.limit.mib");
            assertThat(spool.size()).isEqualTo(before);

            spool.remove(spool.peek(100).payloads().size());
            spool.append(List.of(big), NOON);
            assertThat(spool.size()).isPositive();
        }
    }

    @Test
    void leavesTheReserveOfTheDiskFree() throws Exception {
        long free = Files.getFileStore(folder).getUsableSpace();
        try (Spool spool = Spool.open(folder, SEGMENT, 1 << 20, free * 2, false)) {
            assertThatThrownBy(() -> spool.append(List.of(text("x")), NOON))
                    .isInstanceOf(SpoolFullException.class)
                    .hasMessageContaining("free")
                    .hasMessageContaining("spool.reserve.mib");
            assertThat(spool.isEmpty()).isTrue();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aRecordThatFitsInNoFileIsRefused() throws Exception {
        try (Spool spool = open()) {
            assertThatThrownBy(() -> spool.append(List.of(new byte[SEGMENT]), NOON))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too large");
        }
    }

    /** A batch of many files for which only some of them find room. */
    @Test
    void aBatchIsTakenAsAWholeOrNotAtAll() throws Exception {
        List<byte[]> large = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            large.add(new byte[1 << 10]);
        }
        int files = 3;
        try (Spool spool = Spool.open(folder, SEGMENT, (long) files * SEGMENT, 0, false)) {
            spool.append(List.of(text("kept")), NOON);

            assertThatThrownBy(() -> spool.append(large, NOON)).isInstanceOf(SpoolFullException.class);

            assertThat(spool.size()).isEqualTo(1);
            assertThat(files()).as("what was begun for it is gone").hasSize(1);
            spool.append(List.of(text("taken after it")), NOON);
        }
        try (Spool again = Spool.open(folder, SEGMENT, 1 << 20, 0, false)) {
            assertThat(drain(again)).as("also to a later start").containsExactly("kept", "taken after it");
            assertThat(again.damagedBytes()).isZero();
            again.append(large, NOON);
            assertThat(again.size()).isEqualTo(500);
        }
    }

    @Test
    void oneRecordThatIsTooLargeLeavesNothingOfItsBatch() throws Exception {
        try (Spool spool = open()) {
            assertThatThrownBy(() -> spool.append(List.of(text("small"), new byte[SEGMENT]), NOON))
                    .hasMessageContaining("too large");
            assertThat(spool.isEmpty()).isTrue();
        }
    }
}

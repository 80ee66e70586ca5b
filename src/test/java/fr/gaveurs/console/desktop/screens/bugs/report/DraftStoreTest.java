package fr.gaveurs.console.desktop.screens.bugs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftStoreTest {
    @TempDir
    Path folder;

    private DraftStore store;

    private DraftStore open() {
        store = new DraftStore(folder.resolve("dossier é"));
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<String> titles() {
        return store.all().join().stream().map(kept -> kept.draft().title()).toList();
    }

    @Test
    void whatWasTypedIsThereAfterARestartWithItsPicture() {
        Draft draft = Drafts.titled("The weight is wrong")
                .refused(new Draft.Refusal("validation", "no", Map.of("title", "bad")));
        open().save(draft);
        store.screenshot(draft.id(), new Screenshot(1, 1, new int[] {0xff123456}));
        store.close();

        DraftStore.Kept kept = open().all().join().getFirst();
        assertThat(kept.draft()).isEqualTo(draft);
        assertThat(kept.screenshot()).isNotNull().startsWith((byte) 0x89, 'P', 'N', 'G');
    }

    @Test
    void theNewestComesFirstAndWhatIsRemovedIsGone() {
        Draft old = Drafts.titled("older", Instant.parse("2026-11-22T10:00:00Z"));
        Draft late = Drafts.titled("newer", Instant.parse("2026-11-23T10:00:00Z"));
        open().save(late);
        store.save(old);
        assertThat(titles()).containsExactly("newer", "older");
        store.remove(late.id());
        assertThat(titles()).containsExactly("older");
    }

    @Test
    void aDamagedFileIsSetAsideAndTheOthersAreRead() throws IOException {
        open().save(Drafts.titled("whole"));
        assertThat(titles()).containsExactly("whole");
        Path place = folder.resolve("dossier é");
        Files.writeString(place.resolve("half.json"), "{\"id\":\"4f");
        Files.writeString(place.resolve("empty.json"), "");
        Files.writeString(place.resolve("hollow.json"), "{}");
        assertThat(titles()).containsExactly("whole");
        assertThat(place.resolve("half.json.bad")).exists();
        assertThat(place.resolve("empty.json.bad")).exists();
        assertThat(place.resolve("hollow.json.bad")).exists();
    }

    @Test
    void theOldestGoWhereThereAreTooMany() {
        open();
        for (int i = 0; i < DraftStore.MOST + 3; i++) {
            store.save(Drafts.titled("number " + i, Instant.ofEpochSecond(1_000 + i)));
        }
        assertThat(titles())
                .hasSize(DraftStore.MOST)
                .contains("number 52", "number 3")
                .doesNotContain("number 2");
    }

    @Test
    void whatWasJustTypedStaysThoughAClockThatWasAheadDatedAllOthersLater() {
        open();
        for (int i = 0; i < DraftStore.MOST; i++) {
            store.save(Drafts.titled("ahead " + i, Instant.parse("2036-01-01T00:00:00Z")));
        }
        // The end of a window waits a moment for what is still to be written, and here all of it has to be.
        assertThat(titles()).hasSize(DraftStore.MOST);
        store.close();
        open();
        store.save(Drafts.titled("first"));
        store.save(Drafts.titled("second"));
        assertThat(titles())
                .hasSize(DraftStore.MOST)
                .contains("first", "second", "ahead 2")
                .doesNotContain("ahead 0", "ahead 1");
    }
}

package fr.gaveurs.console.desktop.screens.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.screens.reports.FolderLook.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLookTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatAFolderIs() throws Exception {
        assertThat(FolderLook.look(folder.toString())).isEqualTo(Found.GOOD);
        assertThat(FolderLook.look(folder.resolve("absent/sous").toString())).isEqualTo(Found.ABSENT);
        assertThat(FolderLook.look("\0")).isEqualTo(Found.ABSENT);
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(FolderLook.look(file.toString())).isEqualTo(Found.FILE);
        assertThat(new FolderLook().at(folder.toString()).get()).isEqualTo(Found.GOOD);
    }
}

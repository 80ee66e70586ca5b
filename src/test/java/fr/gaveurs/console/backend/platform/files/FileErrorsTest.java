package fr.gaveurs.console.backend.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileErrorsTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatIsNotThereIsSaidNotToBeThere() {
        Path missing = folder.resolve("nope.backup");
        IOException e = catchThrowableOfType(IOException.class, () -> Files.size(missing));

        assertThat(FileErrors.reason(e)).isEqualTo("there is no file " + missing);
    }

    @Test
    void whatIsForbiddenIsSaidToBe() {
        assertThat(FileErrors.reason(new AccessDeniedException("a.backup")))
                .isEqualTo("this user may not use a.backup");
    }

    @Test
    void aNameAloneIsNoReason() {
        assertThat(FileErrors.reason(new FileSystemException("a"))).isEqualTo("a, FileSystemException");
        assertThat(FileErrors.reason(new FileSystemException("a", null, "No space left on device")))
                .isEqualTo("a: No space left on device");
        assertThat(FileErrors.reason(new IOException())).isEqualTo("IOException");
        assertThat(FileErrors.reason(new IOException("cut off"))).isEqualTo("cut off");
    }
}

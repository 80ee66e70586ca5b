package fr.gaveurs.console.backend.platform.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.settings.DataFolder.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnexpectedEndTest {
    private static final Run RUN = new Run(77, Instant.parse("2026-11-23T08:00:00Z"), "0.1.0");

    @TempDir
    private Path folder;

    private Path logs;

    @BeforeEach
    void logs() throws Exception {
        logs = Files.createDirectory(folder.resolve("logs"));
    }

    @Test
    void saysWhyTheVirtualMachineFellWithoutWhatDiffersEachTime() throws Exception {
        Files.writeString(logs.resolve("console.log"), "first\nlast\n");
        Files.writeString(UnexpectedEnd.report(logs, 77), """
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007fafbf268f14, pid=77, tid=78
                #
                # Problematic frame:
                # C  [libc.so.6+0x91f14]  pthread_cond_wait+0x1e4
                #
                Current thread: JavaThread "main"

                siginfo: si_signo: 11
                Registers: RAX=0x1
                """);

        UnexpectedEnd crash = UnexpectedEnd.of(folder, RUN);

        assertThat(crash.cause()).isEqualTo("SIGSEGV in C [libc.so.6] pthread_cond_wait");
        assertThat(crash.lines())
                .startsWith("first\nlast\n")
                .contains("Current thread")
                .doesNotContain("Registers");
    }

    @Test
    void saysThatTheMemoryWasAtItsEnd() throws Exception {
        Files.writeString(logs.resolve("console.log"), "");
        Files.writeString(UnexpectedEnd.report(logs, 77), """
                #
                #  Internal Error (debug.cpp:271), pid=77, tid=78
                #  fatal error: OutOfMemory encountered: Java heap space
                #
                """);

        assertThat(UnexpectedEnd.of(folder, RUN).cause()).isEqualTo("OutOfMemory encountered: Java heap space");
    }

    @Test
    void whoWasKilledLeavesTheLogAlone() throws Exception {
        Files.writeString(logs.resolve("console.log"), "é".repeat(20_000) + "\nthe last line\n");
        Files.writeString(UnexpectedEnd.report(logs, 78), "# SIGSEGV (0xb) of another process\n");

        UnexpectedEnd crash = UnexpectedEnd.of(folder, RUN);

        assertThat(crash.cause()).isNull();
        assertThat(crash.lines()).isEqualTo("the last line\n");
    }

    @Test
    void aFolderWithoutALogIsNoReasonNotToStart() {
        assertThat(UnexpectedEnd.of(folder, RUN).lines()).contains("could not be read");
    }
}

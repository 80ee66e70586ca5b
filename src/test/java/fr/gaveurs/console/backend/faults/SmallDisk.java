package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A disk of some MiB that only one command sees, and that can be filled and freed: a tmpfs in a mount namespace of the
 * command's own, for which Linux asks no rights where it lets users have namespaces.
 */
final class SmallDisk {
    /** Runs the command, and does what the words on its input say, until that ends. */
    private static final String SCRIPT = """
            dir=$1; size=$2; shift 2
            mount -t tmpfs -o "size=$size" none "$dir" || exit 77
            "$@" </dev/null &
            child=$!
            trap 'kill "$child"' TERM
            while read -r word; do
              case $word in
                fill) dd if=/dev/zero of="$dir/ballast" bs=4k 2>/dev/null ;;
                leave-*) avail=$(df -k --output=avail "$dir" | tail -1)
                  have=$(( $(stat -c %s "$dir/ballast" 2>/dev/null || echo 0) / 1048576 ))
                  want=$(( have + avail / 1024 - ${word#leave-} ))
                  if [ $want -lt $have ]; then
                    truncate -s "${want}M" "$dir/ballast"
                  else
                    dd if=/dev/zero of="$dir/ballast" bs=1024k seek=$have count=$(( want - have )) 2>/dev/null
                  fi ;;
                free) rm -f "$dir/ballast" ;;
              esac
              echo "done: $word"
            done
            kill "$child"
            wait "$child"
            """;

    private SmallDisk() {}

    /** Skips the test, saying why, where there can be none. */
    static void assumePossible(Path folder) throws InterruptedException {
        String reason = "a small disk needs Linux with unshare (util-linux) and user namespaces: ";
        try {
            Process probe = new ProcessBuilder(
                            "unshare",
                            "-rm",
                            "sh",
                            "-c",
                            "mount -t tmpfs none \"$0\" && unshare -U true",
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Assumptions.assumeTrue(probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0, reason + said);
        } catch (IOException e) {
            Assumptions.abort(reason + e.getMessage());
        }
    }

    /** What a command line begins with whose command is to see a disk of so many MiB on a folder. */
    static String[] on(Path folder, int mib) {
        return new String[] {"unshare", "-rm", "sh", "-c", SCRIPT, "disk", folder.toString(), mib + "m"};
    }

    /** Says a word ({@code fill}, {@code leave-150} for so many MiB, {@code free}) to the script, and waits until its log answers. */
    static void say(String word, OutputStream input, Callable<String> log) throws IOException {
        input.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
        input.flush();
        await().until(() -> log.call().contains("done: " + word));
    }

    /** Ends the script and what it runs. */
    static void end(Process process) throws IOException, InterruptedException {
        List<ProcessHandle> all = process.descendants().toList();
        process.getOutputStream().close();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended).isTrue();
    }
}

package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Under which identity PostgreSQL's programs run. They refuse to run as root, so root on Linux starts them as the
 * folder's owner, or, where root owns the folder, in a user namespace: there the process counts as nobody and yet
 * reads and writes what root owns, wherever it lies, so that nothing changes its owner. A user id without a name,
 * which initdb refuses too, gets one the same way.
 */
sealed interface RunAs {
    /** The command that runs {@code command} under this identity, keeping the process id. */
    List<String> wrap(List<String> command);

    /** Gives a file, or a folder with all it holds, to this identity. */
    void own(Path path) throws IOException;

    /** Ends an error's text: what to do when the programs can't be run or can't reach the folder. */
    String hint();

    /** The identity for a cluster.
     *
     * @param cluster PostgreSQL's data folder; it may be missing
     * @param home the folder whose owner decides while the cluster is missing
     */
    static RunAs choose(Path cluster, Path home) throws IOException {
        if (!OperatingSystem.LINUX || ownUser() != 0) {
            checkOwner(cluster);
            boolean nameless =
                    OperatingSystem.LINUX && System.getProperty("user.name").equals("?");
            return nameless && works(new UserNamespace()) ? new UserNamespace() : new Self();
        }
        Path decisive = Files.exists(cluster) ? cluster : home;
        int owner = userOf(decisive);
        if (owner != 0) {
            int group = (int) Files.getAttribute(decisive, "unix:gid", LinkOption.NOFOLLOW_LINKS);
            boolean nameless = Files.getOwner(decisive, LinkOption.NOFOLLOW_LINKS)
                    .getName()
                    .equals(String.valueOf(owner));
            return new OtherUser(owner, group, nameless);
        }
        if (works(new UserNamespace())) {
            return new UserNamespace();
        }
        // Containers often forbid user namespaces; nobody owns files in no sane installation, so it is free to use.
        OtherUser nobody = new OtherUser(65_534, 65_534, false);
        if (works(nobody)) {
            return nobody;
        }
        throw new StoreException("PostgreSQL refuses to run as root, and neither unshare nor setpriv (package"
                + " util-linux) works here. Start the program as an ordinary user, or set DATABASE_URL.");
    }

    private static void checkOwner(Path cluster) throws IOException {
        if (OperatingSystem.WINDOWS || !Files.exists(cluster)) {
            return;
        }
        int me = ownUser();
        int owner = userOf(cluster);
        if (me != owner) {
            throw new StoreException("The database folder " + cluster + " belongs to "
                    + Files.getOwner(cluster).getName() + ", and this program runs as "
                    + System.getProperty("user.name")
                    + " (was it started once with sudo?). Give the data folder back, as root: chown -R "
                    + System.getProperty("user.name") + " '"
                    + cluster.getParent().getParent() + "'");
        }
    }

    private static int userOf(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }

    /** This process's user: on Linux by /proc, elsewhere by a file it makes. */
    private static int ownUser() throws IOException {
        if (OperatingSystem.LINUX) {
            return userOf(Path.of("/proc/self"));
        }
        Path probe = Files.createTempFile("gaveurs-", ".owner");
        try {
            return userOf(probe);
        } finally {
            Files.delete(probe);
        }
    }

    /** Whether this system allows it. */
    private static boolean works(RunAs runAs) {
        try {
            Process process = new ProcessBuilder(runAs.wrap(List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As the program itself. */
    record Self() implements RunAs {
        @Override
        public List<String> wrap(List<String> command) {
            return command;
        }

        @Override
        public void own(Path path) {
            // What this user writes is already its own.
        }

        @Override
        public String hint() {
            return "Is the folder on a disk mounted noexec, or a security program blocking it?";
        }
    }

    /** In a namespace where nobody is who they are, and everybody is called nobody. */
    record UserNamespace() implements RunAs {
        @Override
        public List<String> wrap(List<String> command) {
            return prefixed(List.of("unshare", "--user"), command);
        }

        @Override
        public void own(Path path) {
            // Seen from outside, the user is the same.
        }

        @Override
        public String hint() {
            return "Is the folder on a disk mounted noexec?";
        }
    }

    /**
     * Another user: the folder's owner.
     *
     * @param nameless the user id has no name, as in containers, and initdb wants one: in a namespace it has
     */
    record OtherUser(int uid, int gid, boolean nameless) implements RunAs {
        @Override
        public List<String> wrap(List<String> command) {
            return prefixed(
                    List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"),
                    nameless ? new UserNamespace().wrap(command) : command);
        }

        @Override
        public void own(Path path) throws IOException {
            try (Stream<Path> tree = Files.walk(path)) {
                for (Path each : tree.toList()) {
                    Files.setAttribute(each, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(each, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }

        @Override
        public String hint() {
            return "It runs as user id " + uid + " since PostgreSQL refuses to run as root, and that user must be"
                    + " able to enter every folder of the path. Choose a data folder that it can reach, such as"
                    + " /var/lib/gaveurs-console, or start the program as an ordinary user.";
        }
    }

    private static List<String> prefixed(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }
}

package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.files.AtomicFile;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The server's configuration, written anew at each start so that no edit can turn durability or the lock off. */
final class ServerSettings {
    /** Read before ours: may add or tune what ours doesn't name. */
    private static final String LOCAL = "local.conf";

    private ServerSettings() {}

    static void write(Path cluster, int port, RunAs runAs) throws IOException {
        boolean local = Files.exists(cluster.resolve(LOCAL));
        replace(cluster.resolve("postgresql.conf"), settings(port, local), runAs);
        replace(cluster.resolve("pg_hba.conf"), """
                # Written at each start: a password, and this machine only.
                host all all 127.0.0.1/32 scram-sha-256
                """, runAs);
    }

    private static void replace(Path file, String text, RunAs runAs) throws IOException {
        if (!Files.exists(file)
                || !Files.readString(file, StandardCharsets.UTF_8).equals(text)) {
            AtomicFile.writePrivate(file, text);
            runAs.own(file);
        }
    }

    private static String settings(int port, boolean local) {
        return String.format(
                        Locale.ROOT,
                        """
                # Written anew at each start; put settings of your own into %s beside this file.
                max_connections = 40
                shared_buffers = 128MB
                work_mem = 8MB
                maintenance_work_mem = 64MB
                wal_buffers = 16MB
                max_wal_size = 1GB
                min_wal_size = 160MB
                random_page_cost = 1.1
                log_min_duration_statement = 2s
                idle_in_transaction_session_timeout = 60s
                %s

                # Not to be changed: what is acknowledged must survive a power cut,
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                restart_after_crash = on
                # only this machine may connect, with the password,
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = scram-sha-256
                # nothing lies in /dev/shm, which systemd empties of a user's files when that user logs out,
                dynamic_shared_memory_type = %s
                # and the program keeps the log: bounded, in English, in UTC, without what devices sent.
                logging_collector = off
                log_destination = 'stderr'
                log_line_prefix = '%%m [%%p] %%a '
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                log_timezone = 'UTC'
                timezone = 'UTC'
                lc_messages = 'C'
                """,
                        LOCAL,
                        local ? "include '" + LOCAL + "'" : "",
                        port,
                        OperatingSystem.WINDOWS ? "windows" : "mmap")
                // After a crash, one flush of the file system instead of one of each file; only Linux has it.
                + (OperatingSystem.LINUX ? "recovery_init_sync_method = 'syncfs'\n" : "");
    }
}

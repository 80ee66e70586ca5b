package fr.gaveurs.console.backend.platform.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, validated. {@code settings.properties} beside this class is the manual: one comment and
 * one default for each.
 *
 * @param dataDir folder of the database, logs and settings
 * @param port TCP port; 0 takes a free one
 * @param bind address to listen on
 * @param databaseUrl {@code postgresql://…}, or null for the embedded PostgreSQL
 * @param rateLimitDevice samples a minute for each device; 0 is no limit
 * @param rateLimitRest REST requests a minute for each API token or address; 0 is no limit
 * @param enrollOpen whether unknown devices of other machines are let in without a person's approval
 * @param timeZone zone of the calendar days of every site
 * @param histogramRetention how long raw histograms are kept
 * @param sampleRetention how long samples are kept
 * @param queueCapacity graded samples that may wait for their commit
 * @param batchSize samples committed together at most
 * @param spoolLimitMib MiB that the disk spool takes at most
 * @param spoolReserveMib MiB of the disk that the spool leaves free
 * @param maxStations stations that may be known at once
 * @param messageLimit bytes of a device's message
 * @param socketIdle silence after which a socket is closed
 * @param shutdownLimit time that a graceful shutdown may take
 * @param kioskCode figures that close a window that covers the screen; null where there is none
 * @param cacheEnabled whether answers are cached
 * @param cacheMib MiB of answers kept in memory
 * @param backups the backups that the console makes by itself
 * @param redis what carries answers and messages between several consoles on one database; null for none
 * @param relayEnabled whether other consoles on the same database are told of changes, and heard
 * @param mdnsEnabled whether it is announced on the local network, where other machines reach it
 * @param products what consumers are told, and where
 * @param log who keeps the log's checkpoints elsewhere
 * @param reports how reports look, and how long they are kept
 * @param firmware how firmware comes to stations
 */
public record Settings(
        Path dataDir,
        int port,
        String bind,
        @Nullable String databaseUrl,
        int rateLimitDevice,
        int rateLimitRest,
        boolean enrollOpen,
        ZoneId timeZone,
        Duration histogramRetention,
        Duration sampleRetention,
        int queueCapacity,
        int batchSize,
        int spoolLimitMib,
        int spoolReserveMib,
        int maxStations,
        int messageLimit,
        Duration socketIdle,
        Duration shutdownLimit,
        @Nullable String kioskCode,
        boolean cacheEnabled,
        int cacheMib,
        BackupPlan backups,
        @Nullable RedisAddress redis,
        boolean relayEnabled,
        boolean mdnsEnabled,
        ProductPlan products,
        LogPlan log,
        ReportPlan reports,
        FirmwareSettings firmware) {
    @Override
    public String toString() {
        // The URL holds a password.
        return "Settings[dataDir=" + dataDir + ", port=" + port + ", bind=" + bind + ", database="
                + (databaseUrl == null ? "embedded" : "external") + "]";
    }
}

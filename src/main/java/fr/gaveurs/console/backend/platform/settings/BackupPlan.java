package fr.gaveurs.console.backend.platform.settings;

import java.time.LocalTime;

/**
 * The backups that the console makes by itself.
 *
 * @param daily whether it does
 * @param time at what time of day, in the console's time zone
 * @param keep how many are kept
 */
public record BackupPlan(boolean daily, LocalTime time, int keep) {}

package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.screens.live.Badge.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a station stands.
 *
 * @param badges what is to be said about it, most important first
 * @param severity the most urgent thing that lasts; null while nothing does, or while nobody knows
 */
record StationCondition(List<Badge> badges, @Nullable Severity severity, Rank rank) {}

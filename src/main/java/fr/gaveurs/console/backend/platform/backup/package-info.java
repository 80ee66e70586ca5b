/**
 * Backups: everything that the console keeps, in one checksummed file, and back again. Knows the tables by the
 * database's own catalogue, and no feature.
 */
@NullMarked
package fr.gaveurs.console.backend.platform.backup;

import org.jspecify.annotations.NullMarked;

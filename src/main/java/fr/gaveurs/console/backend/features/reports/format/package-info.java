/** Reports as files. */
@NullMarked
package fr.gaveurs.console.backend.features.reports.format;

import org.jspecify.annotations.NullMarked;

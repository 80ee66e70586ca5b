/** What reports tell, whatever file it is written into. */
@NullMarked
package fr.gaveurs.console.backend.features.reports.content;

import org.jspecify.annotations.NullMarked;

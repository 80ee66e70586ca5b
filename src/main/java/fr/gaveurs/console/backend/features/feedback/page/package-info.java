/** The page that consumers see: one file without script, in French and English. */
@NullMarked
package fr.gaveurs.console.backend.features.feedback.page;

import org.jspecify.annotations.NullMarked;

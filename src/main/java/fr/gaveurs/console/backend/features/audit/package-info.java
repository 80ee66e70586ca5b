/** The journal of who changed what, for those who ask. */
@NullMarked
package fr.gaveurs.console.backend.features.audit;

import org.jspecify.annotations.NullMarked;

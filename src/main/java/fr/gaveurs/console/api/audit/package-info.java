/** Who changed what. */
@NullMarked
package fr.gaveurs.console.api.audit;

import org.jspecify.annotations.NullMarked;

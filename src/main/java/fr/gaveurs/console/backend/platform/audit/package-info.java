/** Who changes what: the actor of a call, and the journal of their acts. */
@NullMarked
package fr.gaveurs.console.backend.platform.audit;

import org.jspecify.annotations.NullMarked;

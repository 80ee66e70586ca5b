/** The transparency log over the wire. */
@NullMarked
package fr.gaveurs.console.api.log;

import org.jspecify.annotations.NullMarked;

/** Everything behind the contract. {@link fr.gaveurs.console.backend.Backend} wires it: read that first. */
@NullMarked
package fr.gaveurs.console.backend;

import org.jspecify.annotations.NullMarked;

/** The transparency log: how far it is, who witnesses it, and whether everything is as it was written. */
@NullMarked
package fr.gaveurs.console.desktop.screens.proofs;

import org.jspecify.annotations.NullMarked;

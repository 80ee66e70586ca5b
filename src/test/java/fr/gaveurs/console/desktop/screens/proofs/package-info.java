@NullMarked
package fr.gaveurs.console.desktop.screens.proofs;

import org.jspecify.annotations.NullMarked;

/** The journal: who changed what, and what it was before. */
@NullMarked
package fr.gaveurs.console.desktop.screens.journal;

import org.jspecify.annotations.NullMarked;

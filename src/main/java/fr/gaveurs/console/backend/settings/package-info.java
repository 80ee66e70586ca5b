/** What can be set, where it comes from, and the data folder. */
@NullMarked
package fr.gaveurs.console.backend.settings;

import org.jspecify.annotations.NullMarked;

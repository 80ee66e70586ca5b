/** What can be set, where it comes from, and the data folder. */
@NullMarked
package fr.gaveurs.console.backend.platform.settings;

import org.jspecify.annotations.NullMarked;

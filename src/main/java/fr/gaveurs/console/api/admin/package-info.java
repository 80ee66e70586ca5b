/** The console itself. */
@NullMarked
package fr.gaveurs.console.api.admin;

import org.jspecify.annotations.NullMarked;

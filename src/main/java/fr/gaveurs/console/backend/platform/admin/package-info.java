/** Running the installation: tokens, what answers here, the window of this machine. */
@NullMarked
package fr.gaveurs.console.backend.platform.admin;

import org.jspecify.annotations.NullMarked;

/** How boards and people on the local network find this console. */
@NullMarked
package fr.gaveurs.console.backend.platform.discovery;

import org.jspecify.annotations.NullMarked;

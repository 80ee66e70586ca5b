/** From the client's threads to the FX thread: what stands between the wire and the screens. */
@NullMarked
package fr.gaveurs.console.desktop.kit.pump;

import org.jspecify.annotations.NullMarked;

/** How an image comes to stations: rules that know neither clock nor database, and what keeps and drives them. */
@NullMarked
package fr.gaveurs.console.backend.features.firmware.rollout;

import org.jspecify.annotations.NullMarked;

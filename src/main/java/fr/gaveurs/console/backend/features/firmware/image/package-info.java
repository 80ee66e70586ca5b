/** What a firmware image is: read and checked to its last byte. Knows no database. */
@NullMarked
package fr.gaveurs.console.backend.features.firmware.image;

import org.jspecify.annotations.NullMarked;

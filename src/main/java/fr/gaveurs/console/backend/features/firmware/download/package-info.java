/** Images on the disk, and how stations fetch them. */
@NullMarked
package fr.gaveurs.console.backend.features.firmware.download;

import org.jspecify.annotations.NullMarked;

/** How models do once they are used: inputs against what was learnt from, errors against new labels. */
@NullMarked
package fr.gaveurs.console.backend.features.models.drift;

import org.jspecify.annotations.NullMarked;

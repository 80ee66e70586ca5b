/** Versions of models, what each is used for, and whether it may be. */
@NullMarked
package fr.gaveurs.console.backend.features.models.registry;

import org.jspecify.annotations.NullMarked;

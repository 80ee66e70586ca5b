/** Conditions as they are asked for over the routes, counted in metrics and told to other consoles. */
@NullMarked
package fr.gaveurs.console.backend.features.conditions;

import org.jspecify.annotations.NullMarked;

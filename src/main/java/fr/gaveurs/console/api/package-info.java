/**
 * What crosses the wire: records, enums and the one table of routes. Imports nothing else of the program.
 *
 * <p>JSON names are the snake_case of the component names; times are UTC ISO-8601; an absent figure is {@code null},
 * never zero.
 */
@NullMarked
package fr.gaveurs.console.api;

import org.jspecify.annotations.NullMarked;

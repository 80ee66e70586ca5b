/** What is wrong with stations and with the system, as it crosses the wire. */
@NullMarked
package fr.gaveurs.console.api.conditions;

import org.jspecify.annotations.NullMarked;

/** What is wrong with stations and the system: raised and cleared with delays, kept over restarts, told to listeners. */
@NullMarked
package fr.gaveurs.console.backend.platform.conditions;

import org.jspecify.annotations.NullMarked;

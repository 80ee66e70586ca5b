/** Bug reports: their rules, their SQL, their routes, and the errors that become reports by themselves. */
@NullMarked
package fr.gaveurs.console.backend.features.bugs;

import org.jspecify.annotations.NullMarked;

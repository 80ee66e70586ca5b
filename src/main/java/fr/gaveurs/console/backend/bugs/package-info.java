/** Bug reports: their rules, their SQL, their routes, and the errors that become reports by themselves. */
@NullMarked
package fr.gaveurs.console.backend.bugs;

import org.jspecify.annotations.NullMarked;

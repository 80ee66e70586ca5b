/** How bug reports get in: the form, what is kept until it is sent, and errors that nobody caught. */
@NullMarked
package fr.gaveurs.console.desktop.screens.bugs.report;

import org.jspecify.annotations.NullMarked;

/** The transparency log: its entries are put in order, its tree grown, signed, witnessed, verified and shown. */
@NullMarked
package fr.gaveurs.console.backend.features.log;

import org.jspecify.annotations.NullMarked;

/** Products: found by whatever is on the label, made of lots, printed and called back. */
@NullMarked
package fr.gaveurs.console.desktop.screens.products;

import org.jspecify.annotations.NullMarked;

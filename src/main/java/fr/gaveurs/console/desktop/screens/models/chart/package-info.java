/** Pictures of figures that can be looked at and saved. */
@NullMarked
package fr.gaveurs.console.desktop.screens.models.chart;

import org.jspecify.annotations.NullMarked;

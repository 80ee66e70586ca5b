/**
 * Drawing on a {@link javafx.scene.canvas.Canvas}: plain geometry that needs no toolkit, and {@link DrawingRegion}, the
 * one node that puts it on the screen. Lengths are logical pixels unless a name says otherwise.
 */
@NullMarked
package fr.gaveurs.console.desktop.kit.canvas;

import org.jspecify.annotations.NullMarked;

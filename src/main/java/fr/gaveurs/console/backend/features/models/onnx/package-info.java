/** ONNX files: what is looked at before any of their bytes reaches the library that runs them. */
@NullMarked
package fr.gaveurs.console.backend.features.models.onnx;

import org.jspecify.annotations.NullMarked;

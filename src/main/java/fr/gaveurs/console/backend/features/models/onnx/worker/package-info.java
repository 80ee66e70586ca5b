/** The process that runs ONNX models: a JVM of its own, which knows nothing of the console. */
@NullMarked
package fr.gaveurs.console.backend.features.models.onnx.worker;

import org.jspecify.annotations.NullMarked;

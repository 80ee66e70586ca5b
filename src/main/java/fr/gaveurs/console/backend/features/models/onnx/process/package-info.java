/** The processes that run ONNX models: started when first used, watched, bounded, started again. */
@NullMarked
package fr.gaveurs.console.backend.features.models.onnx.process;

import org.jspecify.annotations.NullMarked;

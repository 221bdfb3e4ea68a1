/** Language models on ONNX Runtime. */
@NullMarked
package dev.longctx.onnx.lm;

import org.jspecify.annotations.NullMarked;

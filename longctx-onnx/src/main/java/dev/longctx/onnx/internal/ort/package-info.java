/** ONNX Runtime: environment, sessions and runs. */
@NullMarked
package dev.longctx.onnx.internal.ort;

import org.jspecify.annotations.NullMarked;

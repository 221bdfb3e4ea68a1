/** Decoders on ONNX Runtime: key-value caches, steps, sampling and detokenising. */
@NullMarked
package dev.longctx.onnx.internal.lm;

import org.jspecify.annotations.NullMarked;

/** Where and how models run on ONNX Runtime. */
@NullMarked
package dev.longctx.onnx;

import org.jspecify.annotations.NullMarked;

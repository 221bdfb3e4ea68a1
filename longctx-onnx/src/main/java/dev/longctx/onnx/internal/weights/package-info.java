/** The weights of a graph: where they lie, and how others take their place. */
@NullMarked
package dev.longctx.onnx.internal.weights;

import org.jspecify.annotations.NullMarked;

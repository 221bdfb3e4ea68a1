/** Strict reading of JSON descriptions. */
@NullMarked
package dev.longctx.onnx.internal.json;

import org.jspecify.annotations.NullMarked;

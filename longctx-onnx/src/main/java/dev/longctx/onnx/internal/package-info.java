/** What the exported packages share. */
@NullMarked
package dev.longctx.onnx.internal;

import org.jspecify.annotations.NullMarked;

/** The values of chat templates, what can be done with them, and the bounds of a rendering. */
@NullMarked
package dev.longctx.onnx.internal.template.value;

import org.jspecify.annotations.NullMarked;

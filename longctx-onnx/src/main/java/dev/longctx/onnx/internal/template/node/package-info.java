/** Templates as trees of expressions and statements that evaluate themselves. */
@NullMarked
package dev.longctx.onnx.internal.template.node;

import org.jspecify.annotations.NullMarked;

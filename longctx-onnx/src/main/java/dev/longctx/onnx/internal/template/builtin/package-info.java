/** The functions, filters, tests and methods that templates may use. */
@NullMarked
package dev.longctx.onnx.internal.template.builtin;

import org.jspecify.annotations.NullMarked;

/** Reads the text of a template into its tree. */
@NullMarked
package dev.longctx.onnx.internal.template.syntax;

import org.jspecify.annotations.NullMarked;

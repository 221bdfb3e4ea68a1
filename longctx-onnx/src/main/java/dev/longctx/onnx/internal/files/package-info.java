/** Model files that are verified before anything parses them. */
@NullMarked
package dev.longctx.onnx.internal.files;

import org.jspecify.annotations.NullMarked;

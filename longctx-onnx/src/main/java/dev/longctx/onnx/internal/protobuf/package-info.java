/** A bounded look into ONNX files. */
@NullMarked
package dev.longctx.onnx.internal.protobuf;

import org.jspecify.annotations.NullMarked;

/** Tensors in files, in the safetensors format. */
@NullMarked
package dev.longctx.train.internal.safetensors;

import org.jspecify.annotations.NullMarked;

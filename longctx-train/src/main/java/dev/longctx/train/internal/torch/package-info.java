/** The engine: tensors, the decoder's module, and calls into them. */
@NullMarked
package dev.longctx.train.internal.torch;

import org.jspecify.annotations.NullMarked;

/** A trainable policy on PyTorch, through DJL. */
@NullMarked
package dev.longctx.train;

import org.jspecify.annotations.NullMarked;

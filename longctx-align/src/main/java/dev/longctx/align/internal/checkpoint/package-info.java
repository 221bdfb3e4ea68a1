/** Folders that a training can be continued from. */
@NullMarked
package dev.longctx.align.internal.checkpoint;

import org.jspecify.annotations.NullMarked;

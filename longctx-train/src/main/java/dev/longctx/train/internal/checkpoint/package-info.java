/** Directories that hold a model or the state of a training, and are replaced at once. */
@NullMarked
package dev.longctx.train.internal.checkpoint;

import org.jspecify.annotations.NullMarked;

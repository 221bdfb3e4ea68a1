/** Responses scored under several prompts, each pair once. */
@NullMarked
package dev.longctx.align.internal.score;

import org.jspecify.annotations.NullMarked;

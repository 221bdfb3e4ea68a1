/** Supervised warm-up of a small policy from random weights, on short contexts. */
@NullMarked
package dev.longctx.examples.training.warmup;

import org.jspecify.annotations.NullMarked;

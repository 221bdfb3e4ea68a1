/**
 * An experiment: preference learning on short contexts, on long ones, and short-to-long, from the
 * same policy and the same pairs.
 */
@NullMarked
package dev.longctx.examples.training.align;

import org.jspecify.annotations.NullMarked;

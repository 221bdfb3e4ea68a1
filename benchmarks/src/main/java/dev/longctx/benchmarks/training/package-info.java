/** Speed and memory of training. */
@NullMarked
package dev.longctx.benchmarks.training;

import org.jspecify.annotations.NullMarked;

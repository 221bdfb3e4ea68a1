/** Speed and memory of language models. */
@NullMarked
package dev.longctx.benchmarks.lm;

import org.jspecify.annotations.NullMarked;

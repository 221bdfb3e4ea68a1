/** Programs that measure longctx. */
@NullMarked
package dev.longctx.benchmarks;

import org.jspecify.annotations.NullMarked;

/** Compares the compressor's speed with that of its engine alone. */
@NullMarked
package dev.longctx.examples.throughput;

import org.jspecify.annotations.NullMarked;

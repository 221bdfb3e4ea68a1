/** Measures how much of the evidence compressors and baselines keep. */
@NullMarked
package dev.longctx.examples.evidence;

import org.jspecify.annotations.NullMarked;

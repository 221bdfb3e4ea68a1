/**
 * Rewards under short and long contexts as a measurement of any model that scores, without
 * training, and of what a compressor leaves out.
 */
@NullMarked
package dev.longctx.align.measure;

import org.jspecify.annotations.NullMarked;

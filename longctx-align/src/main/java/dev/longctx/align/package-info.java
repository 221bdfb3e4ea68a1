/**
 * Training on preferences and on given responses, for any trainable policy: SoLoPO, which aligns
 * long contexts with short ones, plain preference optimisation, and supervised fine-tuning, all
 * with the same loop, checkpoints and report.
 */
@NullMarked
package dev.longctx.align;

import org.jspecify.annotations.NullMarked;

/**
 * Alignment as users meet it: SoLoPO, which aligns long contexts with short ones, plain preference
 * optimisation and supervised fine-tuning, all with the same loop, checkpoints and report and for
 * any trainable policy; and rewards under whole and compressed contexts, reported for the
 * pipeline's answers.
 */
@NullMarked
package dev.longctx.align;

import org.jspecify.annotations.NullMarked;

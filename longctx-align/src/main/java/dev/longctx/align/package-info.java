/** Rewards of answers under whole and under compressed documents, as a part of the pipeline. */
@NullMarked
package dev.longctx.align;

import org.jspecify.annotations.NullMarked;

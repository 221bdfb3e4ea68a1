/** The loop that all trainings share, and what is different between them. */
@NullMarked
package dev.longctx.align.internal.train;

import org.jspecify.annotations.NullMarked;

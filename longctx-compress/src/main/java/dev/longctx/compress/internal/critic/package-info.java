/** Scoring documents with a critic: tokens, windows in parallel, units. */
@NullMarked
package dev.longctx.compress.internal.critic;

import org.jspecify.annotations.NullMarked;

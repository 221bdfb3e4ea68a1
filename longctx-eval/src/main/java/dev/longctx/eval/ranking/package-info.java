/** The baselines that compressors are measured against, as rankers of units. */
@NullMarked
package dev.longctx.eval.ranking;

import org.jspecify.annotations.NullMarked;

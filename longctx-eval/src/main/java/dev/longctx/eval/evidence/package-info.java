/** The evidence benchmark: questions whose supporting text is known. */
@NullMarked
package dev.longctx.eval.evidence;

import org.jspecify.annotations.NullMarked;

/** Answers in texts. */
@NullMarked
package dev.longctx.align.internal.text;

import org.jspecify.annotations.NullMarked;

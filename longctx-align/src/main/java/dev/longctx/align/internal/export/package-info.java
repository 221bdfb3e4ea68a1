/** Formats of other trainers. */
@NullMarked
package dev.longctx.align.internal.export;

import org.jspecify.annotations.NullMarked;

/** Cuts texts into segments (sentences and structural units) and into words, as UTF-16 ranges. */
@NullMarked
package dev.longctx.compress.internal.segment;

import org.jspecify.annotations.NullMarked;

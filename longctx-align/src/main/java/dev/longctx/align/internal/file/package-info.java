/** Files that are there whole or not at all. */
@NullMarked
package dev.longctx.align.internal.file;

import org.jspecify.annotations.NullMarked;

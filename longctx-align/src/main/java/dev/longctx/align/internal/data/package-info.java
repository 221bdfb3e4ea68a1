/** How contexts are mixed. */
@NullMarked
package dev.longctx.align.internal.data;

import org.jspecify.annotations.NullMarked;

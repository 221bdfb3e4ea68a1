/** What several packages here share. */
@NullMarked
package dev.longctx.align.internal;

import org.jspecify.annotations.NullMarked;

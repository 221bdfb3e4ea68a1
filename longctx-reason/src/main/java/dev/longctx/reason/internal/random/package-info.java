/** Chance that is the same everywhere. */
@NullMarked
package dev.longctx.reason.internal.random;

import org.jspecify.annotations.NullMarked;

/** Cutting documents into windows of the critic's tokens. */
@NullMarked
package dev.longctx.compress.internal.window;

import org.jspecify.annotations.NullMarked;

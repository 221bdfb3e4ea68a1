/** The units of a request: what is scored, kept or dropped as a whole. */
@NullMarked
package dev.longctx.compress.internal.unit;

import org.jspecify.annotations.NullMarked;

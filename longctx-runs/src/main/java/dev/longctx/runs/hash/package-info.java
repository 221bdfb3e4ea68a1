/** Digests of the data that a run is about. */
@NullMarked
package dev.longctx.runs.hash;

import org.jspecify.annotations.NullMarked;

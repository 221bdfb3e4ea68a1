/** Chance that is the same on every machine and Java version. */
@NullMarked
package dev.longctx.runs.random;

import org.jspecify.annotations.NullMarked;

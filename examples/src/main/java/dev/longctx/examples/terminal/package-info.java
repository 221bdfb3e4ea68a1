/** Terminals, and texts that are fit for one. */
@NullMarked
package dev.longctx.examples.terminal;

import org.jspecify.annotations.NullMarked;

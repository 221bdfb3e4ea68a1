/** The program {@code compress} and what it reads and prints. */
@NullMarked
package dev.longctx.examples.compress;

import org.jspecify.annotations.NullMarked;

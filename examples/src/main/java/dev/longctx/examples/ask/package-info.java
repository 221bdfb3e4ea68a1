/** The program {@code ask} and what it prints. */
@NullMarked
package dev.longctx.examples.ask;

import org.jspecify.annotations.NullMarked;

/** Checks that need all modules at once. */
@NullMarked
package dev.longctx.verification;

import org.jspecify.annotations.NullMarked;

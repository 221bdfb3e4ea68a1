/** Numbers in answers, and when two of them are the same. */
@NullMarked
package dev.longctx.reason.internal.number;

import org.jspecify.annotations.NullMarked;

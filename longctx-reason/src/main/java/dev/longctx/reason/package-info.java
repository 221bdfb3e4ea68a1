/** Policies that read a long text, think, answer and choose among their answers. */
@NullMarked
package dev.longctx.reason;

import org.jspecify.annotations.NullMarked;

/** What a judging model is asked, and how its reply is read. */
@NullMarked
package dev.longctx.reason.internal.judge;

import org.jspecify.annotations.NullMarked;

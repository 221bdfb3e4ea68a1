/** Scores units of text against a query by the words that they share. */
@NullMarked
package dev.longctx.compress.internal.lexical;

import org.jspecify.annotations.NullMarked;

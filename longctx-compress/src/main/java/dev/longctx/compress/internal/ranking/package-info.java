/** Scoring of whole units against the query, all of a request together. */
@NullMarked
package dev.longctx.compress.internal.ranking;

import org.jspecify.annotations.NullMarked;

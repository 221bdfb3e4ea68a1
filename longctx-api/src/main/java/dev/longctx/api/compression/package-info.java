/**
 * Compressing long contexts: the request, the sealed result and the {@link
 * dev.longctx.api.compression.Compressor} that leads from one to the other.
 *
 * <p>All offsets are half-open ranges of UTF-16 code units in a document's text, as {@link
 * String#substring(int, int)} takes them. All token counts are those of the caller's {@link
 * dev.longctx.api.TokenCounter} unless a member says otherwise.
 */
@NullMarked
package dev.longctx.api.compression;

import org.jspecify.annotations.NullMarked;

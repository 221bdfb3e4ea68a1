package dev.longctx.compress.internal.span;

/**
 * A decoded span with the tokens it came from.
 *
 * @param start first UTF-16 code unit, white space included as the labels have it
 * @param end one past the last code unit
 * @param tokens the labelled tokens
 */
public record CharSpan(int start, int end, TokenSpan tokens) {}

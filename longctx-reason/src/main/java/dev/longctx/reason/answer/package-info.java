/**
 * Answers: where a response's thinking ends, what it answers, and when two answers are the same.
 */
@NullMarked
package dev.longctx.reason.answer;

import org.jspecify.annotations.NullMarked;

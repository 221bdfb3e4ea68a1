/**
 * Losses of supervised and preference learning as pure functions of token log-probabilities, with
 * their closed-form gradients. All values are doubles, all logarithms natural.
 */
@NullMarked
package dev.longctx.align.objective;

import org.jspecify.annotations.NullMarked;

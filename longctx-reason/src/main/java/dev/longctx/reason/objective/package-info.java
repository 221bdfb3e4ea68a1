/**
 * Group-relative reinforcement as pure functions of rewards and token log-probabilities:
 * advantages, the clipped policy loss with its closed-form gradient, and the rules that shape
 * rewards and choose groups. All values are doubles, all logarithms natural.
 */
@NullMarked
package dev.longctx.reason.objective;

import org.jspecify.annotations.NullMarked;

/**
 * Training as longctx sees it: a policy whose token log-probabilities can be differentiated, its
 * optimiser, and where its weights go.
 *
 * <p>Losses of supervised, preference and reinforcement learning are functions of token
 * log-probabilities. So an algorithm computes a loss and its gradient with respect to these in
 * plain Java, and the engine carries that gradient back to the weights.
 */
@NullMarked
package dev.longctx.api.training;

import org.jspecify.annotations.NullMarked;

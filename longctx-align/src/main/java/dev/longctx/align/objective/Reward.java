package dev.longctx.align.objective;

/**
 * What an objective holds a response to be worth under a context.
 *
 * @param value the reward
 * @param slope its derivative by the log-probability of each single token, which for all objectives
 *     here is the same for all tokens of the response
 */
public record Reward(double value, double slope) {}

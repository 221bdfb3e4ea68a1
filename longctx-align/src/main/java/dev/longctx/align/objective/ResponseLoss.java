package dev.longctx.align.objective;

/**
 * A loss of a single response.
 *
 * @param value the loss
 * @param slope its derivative by the log-probability of each single token, the same for all of them
 */
public record ResponseLoss(double value, double slope) {}

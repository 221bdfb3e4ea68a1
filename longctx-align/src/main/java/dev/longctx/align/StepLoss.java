package dev.longctx.align;

/**
 * The loss of one step, as means over its batch.
 *
 * @param total what was minimised
 * @param preference its part that compares responses, or that supervised responses have
 * @param alignment the distance of rewards between the contexts, before it is weighted; 0 where
 *     there is none
 */
public record StepLoss(double total, double preference, double alignment) {}

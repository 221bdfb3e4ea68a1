package dev.longctx.api.training;

/**
 * One change of the weights.
 *
 * @param step the number of updates so far, this one included
 * @param learningRate what the schedule gave
 * @param gradientNorm Euclidean norm over all trained weights, before clipping
 * @param clipped whether the gradient was scaled down
 */
public record Update(long step, double learningRate, double gradientNorm, boolean clipped) {}

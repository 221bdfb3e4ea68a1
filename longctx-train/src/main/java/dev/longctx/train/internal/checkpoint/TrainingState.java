package dev.longctx.train.internal.checkpoint;

import dev.longctx.api.training.Weights;

/**
 * What a training goes on from.
 *
 * @param steps updates so far
 * @param weights what is trained
 * @param first moments of Adam
 * @param second moments of Adam
 */
public record TrainingState(long steps, Weights weights, Weights first, Weights second) {}

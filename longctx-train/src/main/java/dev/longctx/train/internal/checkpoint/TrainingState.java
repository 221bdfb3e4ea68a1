package dev.longctx.train.internal.checkpoint;

import dev.longctx.api.training.Weights;
import java.util.Map;

/**
 * What a training goes on from.
 *
 * @param steps updates so far
 * @param fixed what training does not change and the state belongs to, by name; maybe nothing
 * @param weights what is trained
 * @param first moments of Adam
 * @param second moments of Adam
 */
public record TrainingState(
    long steps, Map<String, String> fixed, Weights weights, Weights first, Weights second) {}

package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.training.Update;
import dev.longctx.reason.objective.SampledTokens;
import dev.longctx.reason.objective.TokenLoss;
import dev.longctx.reason.reinforce.UpdateMetrics;

/** What the updates of a step add up to. Not thread-safe. */
final class UpdateSums {

  private int updates;
  private double loss;
  private double gradientNorm;
  private double learningRate = Double.NaN;
  private long clipped;
  private long responseTokens;
  private double behaviourKl;
  private double referenceKl;
  private double mismatch;
  private double mismatchMax;
  private long comparedTokens;
  private long tokensRead;

  /** Adds a sequence, before the update. */
  void add(SampledTokens tokens, TokenLoss value, int promptTokens) {
    loss += value.value();
    clipped += value.clipped();
    behaviourKl += value.behaviourKl();
    referenceKl += value.referenceKl();
    responseTokens += tokens.logProbs().length;
    tokensRead += promptTokens + tokens.logProbs().length;
  }

  /** Adds how far two engines are apart that hold the same weights. */
  void compare(double[] trained, double[] sampled) {
    for (int i = 0; i < trained.length; i++) {
      double difference = Math.abs(trained[i] - sampled[i]);
      mismatch += difference;
      mismatchMax = Math.max(mismatchMax, difference);
    }
    comparedTokens += trained.length;
  }

  /** Adds a change of the weights. */
  void add(Update update) {
    updates++;
    gradientNorm += update.gradientNorm();
    learningRate = update.learningRate();
  }

  UpdateMetrics metrics(int parts, double seconds) {
    return new UpdateMetrics(
        updates,
        mean(loss, responseTokens == 0 ? 0 : parts),
        mean(gradientNorm, updates),
        mean((double) clipped, responseTokens),
        mean(behaviourKl, responseTokens),
        mean(referenceKl, responseTokens),
        mean(mismatch, comparedTokens),
        comparedTokens == 0 ? Double.NaN : mismatchMax,
        learningRate,
        tokensRead,
        seconds);
  }

  private static double mean(double sum, long count) {
    return count == 0 ? Double.NaN : sum / (double) count;
  }
}

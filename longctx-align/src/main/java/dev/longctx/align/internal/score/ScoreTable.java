package dev.longctx.align.internal.score;

import dev.longctx.align.objective.ResponseScore;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.SequenceScorer;
import dev.longctx.api.model.TokenSequence;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Responses under prompts. Equal ones are scored once, and those that share a prompt follow one
 * another, so that a scorer reads it once. Not thread-safe.
 */
public final class ScoreTable {

  /** Buffers compare by content, which arrays do not. */
  private final Map<IntBuffer, Map<IntBuffer, TokenSequence>> sequences = new LinkedHashMap<>();

  private final Map<IntBuffer, Map<IntBuffer, ResponseScore>> scores = new LinkedHashMap<>();

  /** An empty table. */
  public ScoreTable() {}

  /** Asks for a response under a prompt. */
  public void add(int[] prompt, int[] response) {
    sequences
        .computeIfAbsent(IntBuffer.wrap(prompt), key -> new LinkedHashMap<>())
        .computeIfAbsent(IntBuffer.wrap(response), key -> new TokenSequence(prompt, response));
  }

  /**
   * Scores what was asked for.
   *
   * @throws GenerationException if a scorer gives other numbers than it should
   */
  public void score(
      SequenceScorer scorer, @Nullable SequenceScorer reference, Cancellation cancellation) {
    List<TokenSequence> asked =
        sequences.values().stream().flatMap(row -> row.values().stream()).toList();
    List<double[]> policy = logProbs(scorer, asked, cancellation);
    List<double[]> base = reference == null ? List.of() : logProbs(reference, asked, cancellation);
    for (int i = 0; i < asked.size(); i++) {
      double under = reference == null ? Double.NaN : Arrays.stream(base.get(i)).sum();
      scores
          .computeIfAbsent(IntBuffer.wrap(asked.get(i).prompt()), key -> new LinkedHashMap<>())
          .put(IntBuffer.wrap(asked.get(i).response()), new ResponseScore(policy.get(i), under));
    }
  }

  private static List<double[]> logProbs(
      SequenceScorer scorer, List<TokenSequence> asked, Cancellation cancellation) {
    List<float[]> found = scorer.logProbs(asked, cancellation);
    if (found.size() != asked.size()) {
      throw new GenerationException(
          GenerationException.Reason.FAILED,
          "scorer: expected %d responses, found %d".formatted(asked.size(), found.size()));
    }
    List<double[]> checked = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      checked.add(checked(found.get(i), asked.get(i).response().length));
    }
    return checked;
  }

  private static double[] checked(float[] found, int tokens) {
    if (found.length != tokens) {
      throw new GenerationException(
          GenerationException.Reason.FAILED,
          "scorer: expected log-probabilities of %d tokens, found %d"
              .formatted(tokens, found.length));
    }
    double[] logProbs = new double[tokens];
    for (int i = 0; i < tokens; i++) {
      if (!Float.isFinite(found[i])) {
        throw new GenerationException(
            GenerationException.Reason.NOT_A_NUMBER,
            "scorer: expected finite log-probabilities, found " + found[i]);
      }
      logProbs[i] = found[i];
    }
    return logProbs;
  }

  /** The score of a response under a prompt, both of which were asked for. */
  public ResponseScore of(int[] prompt, int[] response) {
    Map<IntBuffer, ResponseScore> row = scores.get(IntBuffer.wrap(prompt));
    ResponseScore score = row == null ? null : row.get(IntBuffer.wrap(response));
    if (score == null) {
      throw new IllegalStateException("score: expected one that was asked for, found none");
    }
    return score;
  }
}

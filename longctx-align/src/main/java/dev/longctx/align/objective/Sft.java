package dev.longctx.align.objective;

import java.util.List;

/** Supervised fine-tuning: the negative log-likelihood of given responses. */
public enum Sft {
  /** A batch's mean over tokens, so that long responses weigh more. */
  PER_TOKEN,
  /** A batch's mean over responses of each one's mean over its tokens. */
  PER_SEQUENCE;

  /**
   * The parts that responses have in the loss of their batch.
   *
   * @param batch any number of scores
   * @return one a score, in order; their values sum to the batch's loss, and their slopes are its
   *     derivatives
   */
  public List<ResponseLoss> losses(List<ResponseScore> batch) {
    int tokens = batch.stream().mapToInt(ResponseScore::size).sum();
    return batch.stream().map(score -> loss(score, weight(score, batch.size(), tokens))).toList();
  }

  private double weight(ResponseScore score, int responses, int tokens) {
    return this == PER_TOKEN ? 1.0 / tokens : 1.0 / ((double) responses * score.size());
  }

  private static ResponseLoss loss(ResponseScore score, double weight) {
    return new ResponseLoss(-weight * score.sum(), -weight);
  }
}

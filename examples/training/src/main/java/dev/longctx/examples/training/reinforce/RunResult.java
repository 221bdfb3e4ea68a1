package dev.longctx.examples.training.reinforce;

import java.util.List;
import java.util.Map;

/**
 * What one arm came to with one seed. What was not measured is NaN.
 *
 * @param arm its title
 * @param seed of problems, order, samples and questions
 * @param end why the training ended
 * @param responses how many were sampled, and for what
 * @param updates changes of the weights
 * @param lengths how it did in the end, from short to long
 * @param steps the training, step by step
 * @param seconds where the time went
 */
record RunResult(
    String arm,
    long seed,
    String end,
    Responses responses,
    long updates,
    List<LengthResult> lengths,
    List<StepPoint> steps,
    Seconds seconds) {

  /** Copies the lists. */
  RunResult {
    lengths = List.copyOf(lengths);
    steps = List.copyOf(steps);
  }

  /**
   * Sampled responses, those of evaluations left out.
   *
   * @param warmUp to find right ones to learn from
   * @param scoring to tell how hard problems are
   * @param training in all steps
   */
  record Responses(long warmUp, long scoring, long training) {

    long before() {
      return warmUp + scoring;
    }

    long all() {
      return before() + training;
    }
  }

  /**
   * The questions of one range of lengths.
   *
   * @param upTo the longest prompt
   * @param questions how many
   * @param right of them, with greedy responses
   * @param passAtK by k, the share of questions that one of k samples answers
   * @param kl mean divergence of a token from the base, in nats
   */
  record LengthResult(int upTo, int questions, int right, Map<Integer, Double> passAtK, double kl) {

    double accuracy() {
      return (double) right / questions;
    }
  }

  /**
   * A step.
   *
   * @param phase from 1
   * @param responses sampled by the end of the step, those before the first step included
   * @param reward mean over all that were drawn
   * @param entropy mean of a token, in nats
   * @param tokens mean length of a response
   * @param kept share of groups that were trained on
   * @param gradientNorm mean over the step's updates
   * @param kl mean divergence of a token from the base before the step, in nats, by a few responses
   */
  record StepPoint(
      int phase,
      long responses,
      double reward,
      double entropy,
      double tokens,
      double kept,
      double gradientNorm,
      double kl) {}

  /**
   * Time by the clock, with one thread. That of a process is of the one that ended the run: what a
   * killed one did before is not in it.
   *
   * @param rollouts of all steps
   * @param updates of all steps
   * @param exam the evaluation in the end
   * @param process all that the process did
   * @param processor the same in processor time
   */
  record Seconds(double rollouts, double updates, double exam, double process, double processor) {}

  /** Of an arm that is not trained. */
  static RunResult untrained(String arm, long seed, List<LengthResult> lengths, Seconds seconds) {
    Responses none = new Responses(0, 0, 0);
    return new RunResult(arm, seed, "", none, 0, lengths, List.of(), seconds);
  }

  /** Right greedy answers by all questions. */
  double accuracy() {
    return lengths.stream().mapToDouble(LengthResult::accuracy).average().orElse(Double.NaN);
  }
}

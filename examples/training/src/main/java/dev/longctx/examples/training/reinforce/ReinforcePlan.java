package dev.longctx.examples.training.reinforce;

import java.util.List;

/**
 * All numbers of the experiment. Lengths are tokens of a prompt, which are words.
 *
 * @param stages the phases of growing contexts
 * @param problems that are made for each phase
 * @param responses that an arm may sample in all, to learn or to decide what it learns from
 * @param warmUp supervised learning before
 * @param training by reinforcement
 * @param exam what all arms are measured on
 */
record ReinforcePlan(
    List<Stage> stages, int problems, int responses, WarmUp warmUp, Training training, Exam exam) {

  /**
   * What the table is made with. The numbers were chosen by accuracy on other questions: the ranges
   * such that the base learns next to nothing on the longest alone, the rate by the arm that mixes
   * lengths, the shares of phases and the epochs of the warm-up by the full recipe.
   */
  static final ReinforcePlan FULL =
      new ReinforcePlan(
          List.of(new Stage(256, 0.1), new Stage(768, 0.4), new Stage(1536, 0.5)),
          128,
          12_000,
          new WarmUp(4, 3, 16, 5e-4),
          new Training(8, 8, 2, 1e-3, 8, 50, 10),
          new Exam(List.of(256, 512, 768, 1024, 1536, 2048), 100, 8, 20, 12));

  /** To see that everything works. */
  static final ReinforcePlan QUICK =
      new ReinforcePlan(
          List.of(new Stage(112, 0.5), new Stage(160, 0.5)),
          4,
          48,
          new WarmUp(2, 1, 4, 5e-4),
          new Training(2, 2, 1, 1e-3, 2, 20, 1),
          new Exam(List.of(112, 160), 2, 2, 1, 2));

  /** The most tokens of a response. Right ones have fifteen at most. */
  static final int MAX_RESPONSE = 24;

  /** Copies the list. */
  ReinforcePlan {
    stages = List.copyOf(stages);
  }

  /**
   * A phase.
   *
   * @param upTo its longest prompt
   * @param share of the responses that are left for all phases
   */
  record Stage(int upTo, double share) {}

  /**
   * Supervised learning from right responses of the policy itself, to the first phase's problems.
   *
   * @param samples responses to each problem, of which one right one is kept
   * @param epochs times that each is read
   * @param batch responses of a step
   * @param rate of learning
   */
  record WarmUp(int samples, int epochs, int batch, double rate) {}

  /**
   * Reinforcement, the same in all arms.
   *
   * @param prompts problems of a step
   * @param group responses to each
   * @param updates of a step
   * @param rate of learning
   * @param scoringSamples responses to each problem that tell how hard it is
   * @param draws the most that a step of dynamic sampling makes
   * @param checkpointEvery steps
   */
  record Training(
      int prompts,
      int group,
      int updates,
      double rate,
      int scoringSamples,
      int draws,
      int checkpointEvery) {}

  /**
   * Questions that no arm trains on.
   *
   * @param caps ends of the ranges of lengths; the last lies beyond what is trained on
   * @param questions of each range
   * @param samples responses to each, beside a greedy one
   * @param distances questions of each range that tell how far the policy has gone from the base
   * @param interim questions of each phase's range while training goes on
   */
  record Exam(List<Integer> caps, int questions, int samples, int distances, int interim) {

    /** Copies the list. */
    Exam {
      caps = List.copyOf(caps);
    }
  }

  /** The ends of the phases. */
  List<Integer> caps() {
    return stages.stream().map(Stage::upTo).toList();
  }

  int longest() {
    return stages.get(stages.size() - 1).upTo();
  }

  /** Responses that the warm-up samples. */
  long warmUpResponses() {
    return (long) problems * warmUp.samples();
  }

  /** Responses that tell how hard the problems of all phases but the last are. */
  long scoringResponses() {
    return (long) problems * (stages.size() - 1) * training.scoringSamples();
  }
}

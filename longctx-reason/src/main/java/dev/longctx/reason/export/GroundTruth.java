package dev.longctx.reason.export;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.answer.Strictness;
import dev.longctx.reason.answer.TaskKind;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.reward.Attempt;
import dev.longctx.reason.reward.RuleReward;
import java.util.Optional;

/** Gold answers as QwenLong-L1's released reward reads them, which is as it reads responses. */
final class GroundTruth {

  private GroundTruth() {}

  /**
   * The first gold answer, in the sentence that responses are asked for where the source names a
   * kind of task.
   *
   * @throws IllegalArgumentException if the released reward could not read it
   */
  static String of(Problem problem) {
    String gold = problem.golds().get(0);
    Optional<TaskKind> kind = TaskKind.ofDataSource(problem.source());
    return kind.isEmpty() ? gold : sentence(problem, kind.get(), gold);
  }

  private static String sentence(Problem problem, TaskKind kind, String gold) {
    boolean choice = kind == TaskKind.MULTIPLE_CHOICE;
    boolean plain = kind.extractor(Strictness.LEGACY).extract(gold) == null;
    String answer = plain && choice ? kind.normaliser().normalise(gold) : gold.strip();
    String sentence = plain ? around(answer, choice) : gold;
    Attempt itself = Attempt.of(problem.question(), "</think>" + sentence, answer);
    if (!RuleReward.of(kind, Strictness.LEGACY).score(itself, new Cancellation()).isRight()) {
      throw new IllegalArgumentException(
          "problem %s, gold: expected one that a reward of %s (%s) can read, found %s"
              .formatted(problem.id(), problem.source(), kind, gold));
    }
    return sentence;
  }

  private static String around(String answer, boolean choice) {
    return choice
        ? "The correct answer is (" + answer + ")"
        : "Therefore, the answer is " + answer + ".";
  }
}

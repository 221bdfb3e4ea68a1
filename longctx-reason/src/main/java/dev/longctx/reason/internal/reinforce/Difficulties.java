package dev.longctx.reason.internal.reinforce;

import dev.longctx.api.Cancellation;
import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.internal.reinforce.Seeds.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds out how hard problems are for the policy of the moment. */
final class Difficulties {

  private Difficulties() {}

  /** One a problem that has a score at all, in order. */
  static List<Difficulty> of(
      List<Problem> problems, Survey survey, long seed, int phase, Cancellation cancellation) {
    long[] seeds =
        IntStream.range(0, problems.size())
            .mapToLong(i -> Seeds.of(seed, Purpose.DIFFICULTY, phase, i))
            .toArray();
    return survey.of(problems, seeds, Difficulty::of, cancellation).stream()
        .flatMap(Optional::stream)
        .toList();
  }
}

package dev.longctx.examples.training.reinforce;

import dev.longctx.api.model.Prompt;
import dev.longctx.examples.training.task.Domain;
import dev.longctx.examples.training.task.Draw;
import dev.longctx.examples.training.task.Example;
import dev.longctx.examples.training.task.World;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.Problem;
import java.util.ArrayList;
import java.util.List;

/** Makes the problems of one seed, each with a world of its own. */
final class ProblemMaker {

  private static final long EXAM = 7_000_000_000L;
  private static final long INTERIM = 9_000_000_000L;
  private static final int SHORTEST = 100;
  private static final int SHORT_WORLD = 128;
  private static final int QUESTION = 8;

  private final ReinforcePlan plan;
  private final long seed;

  ProblemMaker(ReinforcePlan plan, long seed) {
    this.plan = plan;
    this.seed = seed;
  }

  /** Ranges of lengths, side by side from 0. */
  static List<LengthBucket> buckets(List<Integer> caps) {
    List<LengthBucket> buckets = new ArrayList<>();
    int above = 0;
    for (int cap : caps) {
      buckets.add(new LengthBucket(above, cap));
      above = cap;
    }
    return buckets;
  }

  /** Those of all phases. */
  List<Problem> all() {
    return problems(buckets(plan.caps()), plan.problems(), "train", 0);
  }

  /** Those of the first phase. */
  List<Problem> shortest() {
    return all().subList(0, plan.problems());
  }

  /** Those of the last phase. */
  List<Problem> longest() {
    List<Problem> all = all();
    return all.subList(all.size() - plan.problems(), all.size());
  }

  /** What all arms are measured on in the end. */
  List<Problem> exam() {
    return problems(buckets(plan.exam().caps()), plan.exam().questions(), "exam", EXAM);
  }

  /** What an arm is measured on as it learns. */
  List<Problem> interim() {
    return problems(buckets(plan.caps()), plan.exam().interim(), "interim", INTERIM);
  }

  private List<Problem> problems(List<LengthBucket> buckets, int each, String name, long apart) {
    List<Problem> problems = new ArrayList<>();
    for (LengthBucket bucket : buckets) {
      for (int i = 0; i < each; i++) {
        String id = "%s-%d-%d".formatted(name, bucket.upTo(), i);
        Draw draw = new Draw(apart + seed * 1_000_003 + bucket.upTo() * 10_007L + i);
        problems.add(problem(id, bucket, draw));
      }
    }
    return problems;
  }

  /** A prompt of any length in a range, all about as likely. */
  private static Problem problem(String id, LengthBucket bucket, Draw draw) {
    while (true) {
      int length = draw.between(Math.max(SHORTEST, bucket.above() + 1), bucket.upTo());
      int tokens = length - QUESTION;
      Example example = Example.random(Domain.PEOPLE, Math.min(SHORT_WORLD, tokens), draw);
      World context = tokens > SHORT_WORLD ? example.among(tokens, draw) : example.world();
      String prompt = example.prompt(context);
      if (bucket.holds(prompt.split(" ").length)) {
        String question = example.question().text();
        List<String> golds = List.of(example.question().answer());
        return new Problem(id, Domain.PEOPLE.name(), Prompt.text(prompt), question, golds);
      }
    }
  }
}

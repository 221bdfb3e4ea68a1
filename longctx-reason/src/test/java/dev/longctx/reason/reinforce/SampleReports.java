package dev.longctx.reason.reinforce;

import dev.longctx.reason.curriculum.Difficulty;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.PhaseMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Made-up reports. */
public final class SampleReports {

  /** Steps of each phase of {@link #curves}. */
  private static final int STEPS_A_PHASE = 60;

  private static final List<LengthBucket> BUCKETS =
      List.of(
          new LengthBucket(0, 20_000),
          new LengthBucket(20_000, 60_000),
          new LengthBucket(60_000, 120_000));

  private SampleReports() {}

  /** Three phases in which everything is measured. */
  public static RlReport curves(String name) {
    Random random = new Random(1);
    List<RlStep> steps =
        LongStream.rangeClosed(1, 3 * STEPS_A_PHASE).mapToObj(step -> step(step, random)).toList();
    List<RlEvaluation> evaluations =
        IntStream.rangeClosed(0, 12).mapToObj(i -> evaluation(15L * i)).toList();
    List<PhaseSummary> phases = new ArrayList<>();
    for (int phase = 1; phase <= 3; phase++) {
      PhaseMix mix = new PhaseMix(phase, 120, carried(9 * (phase - 1)));
      phases.add(
          new PhaseSummary(phase, BUCKETS.get(phase - 1), mix, STEPS_A_PHASE, 88 * STEPS_A_PHASE));
    }
    return new RlReport(name, RlEnd.COMPLETED, phases, steps, evaluations, 960);
  }

  private static List<Difficulty> carried(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Difficulty("p" + i, 0, 8)).toList();
  }

  private static RlStep step(long step, Random random) {
    int phase = (int) ((step - 1) / STEPS_A_PHASE) + 1;
    double within = (step - 1) % STEPS_A_PHASE / (double) STEPS_A_PHASE;
    double right = 0.3 + 0.4 * within - 0.08 * phase + 0.03 * random.nextGaussian();
    double length = 6 + 2 * within + 0.5 * random.nextGaussian();
    RolloutMetrics rollouts =
        new RolloutMetrics(
            11,
            8,
            3,
            0,
            88,
            1,
            right - 0.05,
            right,
            length,
            1.5 + within,
            0.02,
            0.31 - 0.05 * within + 0.01 * random.nextGaussian(),
            88 * 400L,
            Math.round(88 * length),
            6);
    UpdateMetrics updates =
        new UpdateMetrics(
            4,
            0.01 * random.nextGaussian(),
            Math.exp(0.3 * random.nextGaussian() - 1),
            0.013 * random.nextDouble(),
            4e-4 * (1 + random.nextDouble()),
            0.004 * (phase + within),
            1e-5,
            3e-4,
            1e-3,
            30_000,
            1.5);
    return new RlStep(step, phase, rollouts, updates);
  }

  private static RlEvaluation evaluation(long step) {
    double done = step / (3.0 * STEPS_A_PHASE);
    List<BucketResult> results =
        IntStream.range(0, BUCKETS.size())
            .mapToObj(
                i -> {
                  double right = 0.35 + 0.4 * Math.tanh(2 * done) - 0.1 * i;
                  return new BucketResult(
                      BUCKETS.get(i), 64, 512, right, Map.of(1, right, 8, right + 0.2), 6.2 + i, i);
                })
            .toList();
    int phase = (int) Math.min(3, step / STEPS_A_PHASE + 1);
    return new RlEvaluation(step, phase, results);
  }

  /** One phase of two steps, the second of which changed nothing. */
  public static RlReport small(String name) {
    double nan = Double.NaN;
    RlStep first =
        new RlStep(
            1,
            1,
            new RolloutMetrics(
                11, 8, 2, 1, 88, 9, 0.53, 0.55, 6.4, 1.44, 0.0125, 0.31, 35_200, 563, 5.0),
            new UpdateMetrics(
                4, -0.0125, 0.42, 0.013, 1.5e-5, 0.0012, 2.5e-6, 3.25e-4, 1e-3, 26_000, 2.5));
    RlStep second =
        new RlStep(
            2,
            1,
            new RolloutMetrics(3, 0, 0, 3, 24, 24, nan, nan, 5, 0, 0, 0.25, 9_600, 120, 2.0),
            UpdateMetrics.none());
    LengthBucket bucket = new LengthBucket(0, 1_500);
    return new RlReport(
        name,
        RlEnd.REWARD_UNAVAILABLE,
        List.of(
            new PhaseSummary(
                1, bucket, new PhaseMix(1, 15, List.of(new Difficulty("p", 0.5, 8))), 2, 112)),
        List.of(first, second),
        List.of(
            new RlEvaluation(
                2, 1, List.of(new BucketResult(bucket, 4, 32, 0.625, Map.of(8, 0.75), 6.125, 1)))),
        128);
  }
}

package dev.longctx.examples.training.warmup;

import dev.longctx.api.model.TokenSequence;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.ForwardPass;
import dev.longctx.api.training.LearningRate;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.examples.training.task.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Supervised training: half of each batch are questions, half are repeated segments, and each half
 * counts as much as the other. Segments are very short at first, where chance finds what repeats,
 * and grow each time that they are mastered.
 */
final class WarmUp {

  private static final double PEAK = 3e-3;
  private static final int RISE = 50;
  private static final int QUESTIONS = 4;
  private static final int SEGMENT_TOKENS = 896;
  private static final List<Integer> LENGTHS = List.of(56, 112, 224, 448, 896);
  private static final double MASTERED = 0.7;
  private static final double ANSWERED = 0.04;
  private static final int STEPS_A_STAGE = 40;

  private final TrainablePolicy policy;
  private final Lessons lessons;
  private final long seed;
  private final Consumer<String> progress;
  private int stage;
  private int stageBegan;
  private double questionLoss;
  private double segmentLoss;

  WarmUp(TrainablePolicy policy, Lessons lessons, long seed, Consumer<String> progress) {
    this.policy = policy;
    this.lessons = lessons;
    this.seed = seed;
    this.progress = progress;
  }

  /**
   * Trains at the full rate until the longest segments are mastered and questions answered.
   *
   * @return the steps that it took, or as many as are allowed
   */
  int learn(int mostSteps) {
    AdamW optimizer = optimizer(LearningRate.constant(PEAK));
    for (int step = 0; step < mostSteps; step++) {
      step(step, optimizer);
      boolean mastered = step - stageBegan >= STEPS_A_STAGE && segmentLoss < MASTERED;
      if (mastered && stage == LENGTHS.size() - 1 && questionLoss < ANSWERED) {
        return step + 1;
      }
      if (mastered && stage < LENGTHS.size() - 1) {
        stage++;
        stageBegan = step;
      }
    }
    return mostSteps;
  }

  /** Whether all segments are mastered. */
  boolean hasLearned() {
    return stage == LENGTHS.size() - 1 && questionLoss < 2 * ANSWERED;
  }

  private static AdamW optimizer(LearningRate rate) {
    return AdamW.builder()
        .learningRate(rate.warmUp(RISE))
        .beta2(0.95)
        .weightDecay(0.01)
        .maxGradientNorm(1)
        .build();
  }

  private void step(int step, AdamW optimizer) {
    Draw draw = new Draw(seed * 1_000_003 + policy.steps());
    List<Lesson> questions = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      questions.add(lessons.questions(draw));
    }
    int length = LENGTHS.get(stage < 3 ? stage : draw.between(2, stage));
    List<Lesson> segments = new ArrayList<>();
    for (int i = 0; i < SEGMENT_TOKENS / length; i++) {
      segments.add(lessons.segments(length, draw));
    }
    double share = policy.steps() == 0 ? 1 : 0.05;
    questionLoss += share * (learn(questions) - questionLoss);
    segmentLoss += share * (learn(segments) - segmentLoss);
    policy.step(optimizer);
    if ((step + 1) % 10 == 0) {
      progress.accept(
          "step %d: loss on questions %.3f, on repeated segments of up to %d words %.3f"
              .formatted(step + 1, questionLoss, LENGTHS.get(stage), segmentLoss));
    }
  }

  /** Adds the gradient of the mean negative log-likelihood of all learned tokens. */
  private double learn(List<Lesson> batch) {
    int learned = batch.stream().mapToInt(lesson -> lesson.learned().cardinality()).sum();
    List<TokenSequence> sequences = batch.stream().map(Lesson::sequence).toList();
    List<double[]> gradients = new ArrayList<>();
    double loss = 0;
    try (ForwardPass pass = policy.forward(sequences)) {
      for (int i = 0; i < batch.size(); i++) {
        Lesson lesson = batch.get(i);
        double[] logProbs = pass.logProbs().get(i);
        double[] gradient = new double[logProbs.length];
        for (int at = lesson.begin(); at >= 0; at = lesson.learned().nextSetBit(at + 1)) {
          loss -= logProbs[at - lesson.begin()] / learned;
          gradient[at - lesson.begin()] = -1.0 / learned;
        }
        gradients.add(gradient);
      }
      pass.backward(gradients);
    }
    return loss;
  }
}

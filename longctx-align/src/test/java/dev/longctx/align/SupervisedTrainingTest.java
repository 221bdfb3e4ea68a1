package dev.longctx.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.align.data.SupervisedExample;
import dev.longctx.align.objective.Sft;
import dev.longctx.align.testing.TablePolicy;
import dev.longctx.api.Cancellation;
import dev.longctx.api.training.AdamW;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTrainingTest {

  private static final int VOCABULARY = 6;
  private static final AdamW ADAM = AdamW.builder().learningRate(0.05).build();

  private static SupervisedExample example(long number) {
    Random random = new Random(number);
    int[] tokens = random.ints(5 + random.nextInt(4), 0, VOCABULARY).toArray();
    boolean[] learned = new boolean[tokens.length];
    for (int i = 2; i < tokens.length; i++) {
      learned[i] = i == 2 || random.nextBoolean();
    }
    return SupervisedExample.masked("e" + number, tokens, learned);
  }

  private static List<SupervisedExample> examples(int count) {
    List<SupervisedExample> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(example(i));
    }
    return all;
  }

  private static SupervisedTraining.Builder training(TablePolicy policy) {
    return SupervisedTraining.builder().policy(policy).optimizer(ADAM);
  }

  @Test
  void theLossFalls() {
    AlignmentReport report =
        training(new TablePolicy(VOCABULARY, 1))
            .examples(examples(8))
            .batch(4)
            .epochs(40)
            .build()
            .train();

    assertThat(report.steps()).hasSize(80);
    assertThat(report.steps().get(79).loss().total())
        .isLessThan(report.steps().get(0).loss().total() / 2);
    assertThat(report.steps().get(0).rewards()).isNull();
  }

  @Test
  void partsOfABatchGiveTheSameStepAsAllOfIt() {
    for (Sft objective : Sft.values()) {
      TablePolicy whole = new TablePolicy(VOCABULARY, 1);
      TablePolicy parts = new TablePolicy(VOCABULARY, 1);
      AlignmentReport expected =
          training(whole)
              .objective(objective)
              .examples(examples(7))
              .batch(7)
              .microBatch(7)
              .steps(3)
              .build()
              .train();
      AlignmentReport report =
          training(parts)
              .objective(objective)
              .examples(examples(7))
              .batch(7)
              .microBatch(2)
              .steps(3)
              .build()
              .train();

      assertThat(parts.weights()).containsExactly(whole.weights(), within(1e-12));
      assertThat(report.steps().get(2).loss().total())
          .isEqualTo(expected.steps().get(2).loss().total(), within(1e-12));
    }
  }

  @Test
  void learnsOnlyTheTokensOfTheMask() {
    SupervisedExample masked =
        SupervisedExample.masked(
            "m", new int[] {0, 1, 2, 3}, new boolean[] {true, false, true, false});
    TablePolicy policy = new TablePolicy(VOCABULARY, 1);
    double[] before = policy.weights();
    training(policy).examples(List.of(masked)).steps(1).build().train();
    double[] after = policy.weights();

    assertThat(row(after, 1)).isNotEqualTo(row(before, 1));
    assertThat(row(after, 0)).isEqualTo(row(before, 0));
    assertThat(row(after, 2)).isEqualTo(row(before, 2));
  }

  private static List<Double> row(double[] weights, int token) {
    List<Double> row = new ArrayList<>();
    for (int i = 0; i < VOCABULARY; i++) {
      row.add(weights[token * VOCABULARY + i]);
    }
    return row;
  }

  @Test
  void goesOnBitByBitWithBatchesThatAFunctionMakes(@TempDir Path folder) {
    LongFunction<List<SupervisedExample>> batches =
        step -> List.of(example(2 * step), example(2 * step + 1));
    TablePolicy whole = new TablePolicy(VOCABULARY, 1);
    training(whole).batches(batches).steps(6).build().train();

    Cancellation cancellation = new Cancellation();
    TrainingListener stop =
        new TrainingListener() {
          @Override
          public void step(StepMetrics metrics) {
            if (metrics.step() == 4) {
              cancellation.cancel();
            }
          }
        };
    SupervisedTraining first =
        training(new TablePolicy(VOCABULARY, 1))
            .batches(batches)
            .steps(6)
            .checkpoints(folder, 10)
            .listener(stop)
            .build();
    assertThatThrownBy(() -> first.train(cancellation)).isInstanceOf(CancellationException.class);
    TablePolicy policy = new TablePolicy(VOCABULARY, 1);
    AlignmentReport report =
        training(policy).batches(batches).steps(6).checkpoints(folder, 10).build().train();

    assertThat(policy.weights()).isEqualTo(whole.weights());
    assertThat(report.steps()).hasSize(6);
  }

  @Test
  void asksForStepsBesideBatches() {
    SupervisedTraining.Builder builder =
        training(new TablePolicy(VOCABULARY, 1)).batches(step -> examples(1));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("steps: expected one, found none");
  }
}

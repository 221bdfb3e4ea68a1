package dev.longctx.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.objective.Dpo;
import dev.longctx.align.testing.TablePolicy;
import dev.longctx.align.testing.Triples;
import dev.longctx.api.Cancellation;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.LearningRate;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {

  private static final int VOCABULARY = 6;
  private static final int STEPS = 7;
  private static final List<TokenTriple> TRIPLES = Triples.of(5, VOCABULARY, 9);

  @TempDir Path folder;

  private static SoLoPo.Builder training(TablePolicy policy) {
    return SoLoPo.builder()
        .policy(policy)
        .optimizer(
            AdamW.builder().learningRate(LearningRate.cosine(0.1, 0.01, STEPS).warmUp(2)).build())
        .objective(Dpo.builder().beta(0.5).build())
        .triples(TRIPLES)
        .batch(2)
        .steps(STEPS)
        .evaluation(
            3, each -> Map.of("updates", (double) each.steps(), "third", each.steps() / 3.0));
  }

  private static TablePolicy fresh() {
    return new TablePolicy(VOCABULARY, 2);
  }

  private static List<StepMetrics> timeless(AlignmentReport report) {
    return report.steps().stream()
        .map(
            s ->
                new StepMetrics(
                    s.step(),
                    s.loss(),
                    s.rewards(),
                    s.gradientNorm(),
                    s.learningRate(),
                    s.clipped(),
                    s.tokens(),
                    0))
        .toList();
  }

  /** Ends a training after a step, as a caller or as a crash would. */
  private record After(long last, Runnable end, List<Long> heard) implements TrainingListener {

    @Override
    public void step(StepMetrics metrics) {
      heard.add(metrics.step());
      if (metrics.step() == last) {
        end.run();
      }
    }
  }

  private static void crash() {
    throw new IllegalStateException("killed");
  }

  @Test
  void goesOnBitByBitAfterBeingCancelledAtAnyStep() {
    TablePolicy whole = fresh();
    AlignmentReport expected = training(whole).build().align();

    for (int last = 1; last < STEPS; last++) {
      Path checkpoints = folder.resolve("after-" + last);
      Cancellation cancellation = new Cancellation();
      SoLoPo first =
          training(fresh())
              .checkpoints(checkpoints, 100)
              .listener(new After(last, cancellation::cancel, new ArrayList<>()))
              .build();
      assertThatThrownBy(() -> first.align(cancellation)).isInstanceOf(CancellationException.class);

      TablePolicy policy = fresh();
      List<Long> heard = new ArrayList<>();
      AlignmentReport report =
          training(policy)
              .checkpoints(checkpoints, 100)
              .listener(new After(-1, ResumeTest::crash, heard))
              .build()
              .align();

      assertThat(policy.weights()).isEqualTo(whole.weights());
      assertThat(timeless(report)).isEqualTo(timeless(expected));
      assertThat(report.evaluations()).isEqualTo(expected.evaluations());
      assertThat(heard).hasSize(STEPS - last).startsWith(last + 1L);
      assertThat(policy.scored()).isZero();
    }
  }

  @Test
  void keepsTheBeginningOfItsScheduleForAPolicyThatWasTrainedBefore() {
    TablePolicy whole = warmedUp();
    AlignmentReport expected = training(whole).build().align();
    SoLoPo first =
        training(warmedUp())
            .checkpoints(folder, 1)
            .listener(new After(4, ResumeTest::crash, new ArrayList<>()))
            .build();
    assertThatThrownBy(first::align).hasMessage("killed");

    TablePolicy policy = fresh();
    AlignmentReport report = training(policy).checkpoints(folder, 1).build().align();

    assertThat(timeless(report)).isEqualTo(timeless(expected));
    assertThat(policy.weights()).isEqualTo(whole.weights());
    assertThat(policy.steps()).isEqualTo(STEPS + 5);
  }

  private static TablePolicy warmedUp() {
    TablePolicy policy = fresh();
    SoLoPo.builder()
        .policy(policy)
        .optimizer(AdamW.builder().learningRate(0.2).build())
        .objective(Dpo.builder().beta(1).build())
        .triples(TRIPLES)
        .steps(5)
        .build()
        .align();
    return policy;
  }

  @Test
  void aFutureThatIsCancelledLeavesACheckpoint() {
    AtomicReference<CompletableFuture<AlignmentReport>> future = new AtomicReference<>();
    Runnable cancel = () -> future.get().cancel(false);
    List<Runnable> work = new ArrayList<>();
    SoLoPo first =
        training(fresh())
            .checkpoints(folder, 100)
            .listener(new After(2, cancel, new ArrayList<>()))
            .build();
    future.set(first.alignAsync(work::add));
    work.get(0).run();

    assertThat(future.get()).isCancelled();
    assertThat(folder.resolve("policy-000000002")).exists();
    SoLoPo second = training(fresh()).checkpoints(folder, 100).build();
    assertThat(second.alignAsync(Runnable::run).join().steps()).hasSize(STEPS);
  }

  @Test
  void goesOnFromTheLastCheckpointAfterACrash() throws IOException {
    TablePolicy whole = fresh();
    AlignmentReport expected = training(whole).build().align();
    SoLoPo first =
        training(fresh())
            .checkpoints(folder, 2)
            .listener(new After(5, ResumeTest::crash, new ArrayList<>()))
            .build();
    assertThatThrownBy(first::align).hasMessage("killed");
    Files.writeString(folder.resolve("metrics.jsonl"), "{\"kind\":\"st", StandardOpenOption.APPEND);

    TablePolicy policy = fresh();
    List<Long> heard = new ArrayList<>();
    AlignmentReport report =
        training(policy)
            .checkpoints(folder, 2)
            .listener(new After(-1, ResumeTest::crash, heard))
            .build()
            .align();

    assertThat(heard).containsExactly(5L, 6L, 7L);
    assertThat(policy.weights()).isEqualTo(whole.weights());
    assertThat(timeless(report)).isEqualTo(timeless(expected));
    assertThat(Files.readAllLines(folder.resolve("metrics.jsonl")))
        .hasSize(STEPS + expected.evaluations().size());
  }

  @Test
  void bytesOfNoTextBehindTheLastStepAreALostLine() throws IOException {
    training(fresh()).checkpoints(folder, 3).build().align();
    byte[] garbage = {'{', (byte) 0xFF, 'x'};
    Files.write(folder.resolve("metrics.jsonl"), garbage, StandardOpenOption.APPEND);

    assertThat(training(fresh()).checkpoints(folder, 3).build().align().steps()).hasSize(STEPS);
  }

  @Test
  void ignoresAPolicyThatWasBeingWrittenWhenTheTrainingWasKilled() throws IOException {
    TablePolicy whole = fresh();
    training(whole).build().align();
    SoLoPo first =
        training(fresh())
            .checkpoints(folder, 2)
            .listener(new After(3, ResumeTest::crash, new ArrayList<>()))
            .build();
    assertThatThrownBy(first::align).hasMessage("killed");
    Path half = Files.createDirectories(folder.resolve("policy-000000004"));
    Files.writeString(half.resolve("state.bin"), "half");
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.writeString(folder.resolve(".state.json.1db27d1c-4e07-4d02-bbeb-a1c3265766a8.part"), "{");

    TablePolicy policy = fresh();
    training(policy).checkpoints(folder, 2).build().align();

    assertThat(policy.weights()).isEqualTo(whole.weights());
    try (Stream<Path> names = Files.list(folder)) {
      assertThat(names.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "lock",
              "metrics.jsonl",
              "notes.txt",
              "policy-000000007",
              "reference.jsonl",
              "settings.json",
              "state.json");
    }
  }

  @Test
  void beginsAnewWhereTheTrainingWasKilledBeforeItsFirstCheckpoint() {
    TablePolicy whole = fresh();
    AlignmentReport expected = training(whole).build().align();
    SoLoPo first =
        training(fresh())
            .checkpoints(folder, 100)
            .listener(new After(3, ResumeTest::crash, new ArrayList<>()))
            .build();
    assertThatThrownBy(first::align).hasMessage("killed");

    TablePolicy policy = fresh();
    AlignmentReport report = training(policy).checkpoints(folder, 100).build().align();

    assertThat(timeless(report)).isEqualTo(timeless(expected));
    assertThat(report.evaluations()).isEqualTo(expected.evaluations());
    assertThat(policy.weights()).isEqualTo(whole.weights());
  }

  @Test
  void aTrainingThatHasEndedGivesItsReportAgain() {
    TablePolicy first = fresh();
    AlignmentReport expected = training(first).checkpoints(folder, 3).build().align();

    TablePolicy policy = fresh();
    AlignmentReport report = training(policy).checkpoints(folder, 3).build().align();

    assertThat(report).isEqualTo(expected);
    assertThat(policy.weights()).isEqualTo(first.weights());
    assertThat(policy.passes()).isEmpty();
  }

  @Test
  void aTrainingThatStoppedEarlyStaysStopped() {
    EarlyStop rule = EarlyStop.noBetter("third", 1);
    TablePolicy first = fresh();
    SoLoPo.Builder stopping =
        SoLoPo.builder()
            .policy(first)
            .optimizer(AdamW.builder().learningRate(0.1).build())
            .objective(Dpo.builder().beta(0.5).build())
            .triples(TRIPLES)
            .steps(5)
            .checkpoints(folder, 100)
            .earlyStop(EarlyStop.lossBelow(100, 2));
    AlignmentReport expected = stopping.build().align();
    assertThat(expected.end()).isEqualTo(TrainingEnd.STOPPED_EARLY);
    assertThat(expected.steps()).hasSize(2);

    assertThat(stopping.build().align()).isEqualTo(expected);
    assertThat(rule.shouldStop(List.of(), List.of())).isFalse();
  }

  @Test
  void refusesToContinueAnotherTraining() {
    training(fresh()).checkpoints(folder, 3).build().align();

    assertRefused(training(fresh()).seed(4), "seed: expected 0, with which");
    assertRefused(training(fresh()).microBatch(2), "micro_batch: expected 1");
    assertRefused(
        SoLoPo.builder()
            .policy(fresh())
            .optimizer(AdamW.builder().learningRate(0.1).build())
            .objective(Dpo.builder().beta(0.25).build())
            .triples(TRIPLES)
            .batch(2)
            .steps(STEPS),
        "loss: expected SoLo-DPO");
    assertRefused(
        SoLoPo.builder()
            .policy(fresh())
            .optimizer(AdamW.builder().learningRate(0.1).build())
            .objective(Dpo.builder().beta(0.5).build())
            .triples(Triples.of(5, VOCABULARY, 10))
            .batch(2)
            .steps(STEPS),
        "data: expected sha256:");
  }

  private void assertRefused(SoLoPo.Builder other, String message) {
    SoLoPo training = other.checkpoints(folder, 3).build();
    assertThatThrownBy(training::align)
        .isInstanceOfSatisfying(
            TrainingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CHECKPOINT))
        .hasMessageContaining(message);
  }

  @Test
  void keepsTheLastGoodCheckpointWhenANumberIsNotFinite() {
    TablePolicy policy = fresh();
    SoLoPo first =
        training(policy)
            .checkpoints(folder, 2)
            .listener(new After(5, () -> policy.poison(1), new ArrayList<>()))
            .build();
    assertThatThrownBy(first::align)
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("example t");

    TablePolicy again = fresh();
    List<Long> heard = new ArrayList<>();
    training(again)
        .checkpoints(folder, 2)
        .listener(new After(-1, ResumeTest::crash, heard))
        .build()
        .align();
    assertThat(heard).containsExactly(5L, 6L, 7L);
  }

  @Test
  void doesNotReplaceALostReferenceByTheTrainedPolicy() throws IOException {
    training(fresh()).checkpoints(folder, 3).build().align();
    Path reference = folder.resolve("reference.jsonl");
    List<String> lines = Files.readAllLines(reference);
    assertThat(lines).hasSize(TRIPLES.size());

    Files.writeString(reference, lines.get(0) + "\n");
    assertDamaged("reference.jsonl, examples: expected 5, found 1");
    Files.writeString(reference, String.join("\n", lines).replace("\"t3\"", "\"t9\"") + "\n");
    assertDamaged("reference.jsonl, example 4: expected t3, found t9");
    Files.delete(reference);
    assertDamaged("reference.jsonl: expected a readable file");
  }

  @Test
  void refusesASecondTrainingInTheSameFolder() {
    SoLoPo second = training(fresh()).checkpoints(folder, 3).build();
    List<Throwable> failures = new ArrayList<>();
    Runnable intrude =
        () -> {
          try {
            second.align();
          } catch (TrainingException e) {
            failures.add(e);
          }
        };
    training(fresh())
        .checkpoints(folder, 3)
        .listener(new After(2, intrude, new ArrayList<>()))
        .build()
        .align();

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).hasMessageContaining("expected no other run at work there");
    assertThat(second.align().steps()).hasSize(STEPS);
  }

  @Test
  void refusesDamagedFiles() throws IOException {
    training(fresh()).checkpoints(folder, 3).build().align();
    Files.writeString(folder.resolve("state.json"), "{\"step\":-1,\"updates_before\":0}");
    assertDamaged("state.json, step: expected 0 or more, found -1");
    Files.writeString(folder.resolve("state.json"), "{\"step\"");
    assertDamaged("state.json: expected a JSON object");
    Files.writeString(folder.resolve("settings.json"), "[]");
    assertDamaged("settings.json: expected a JSON object, found array");
  }

  private void assertDamaged(String message) {
    SoLoPo again = training(fresh()).checkpoints(folder, 3).build();
    assertThatThrownBy(again::align)
        .isInstanceOfSatisfying(
            TrainingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CHECKPOINT))
        .hasMessageContaining(message);
  }

  @Test
  void refusesMetricsThatLackAStep() throws IOException {
    training(fresh()).checkpoints(folder, 3).build().align();
    Files.writeString(folder.resolve("metrics.jsonl"), "");

    SoLoPo again = training(fresh()).checkpoints(folder, 3).build();
    assertThatThrownBy(again::align)
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("metrics.jsonl: expected 7 steps, found 0");
  }
}

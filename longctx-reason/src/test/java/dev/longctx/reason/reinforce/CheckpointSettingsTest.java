package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.model.Sampling;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainingException;
import dev.longctx.reason.curriculum.Curriculum;
import dev.longctx.reason.curriculum.LengthBucket;
import dev.longctx.reason.curriculum.PhaseLength;
import dev.longctx.reason.curriculum.Problem;
import dev.longctx.reason.objective.RlAlgorithm;
import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder goes on only with the run that began in it. */
class CheckpointSettingsTest {

  @TempDir Path folder;

  /** All settings of a run, to be changed one by one. */
  private static final class Settings {
    RlAlgorithm algorithm = RlAlgorithm.grpo();
    Curriculum curriculum = Curriculum.singleStage(ToyTask.SHORT, PhaseLength.steps(2));
    List<Problem> problems = ToyTask.problems(2);
    AdamW optimizer = ToyTask.ADAM;
    Sampling sampling = ToyTask.SAMPLING;
    int group = 4;
    int promptsPerStep = 3;
    int updatesPerStep = 2;
    int maxResponseTokens = 3;
    long seed;
    int evaluationEvery = 2;
    List<Problem> exam = ToyTask.problems(3);
    int microBatch = 1;
    int groupsAtOnce = 4;
  }

  private LongContextRl run(Settings settings) {
    return LongContextRl.builder()
        .policy(new TablePolicy(1))
        .rollouts(new TableModel())
        .reward(ToyTask.reward())
        .algorithm(settings.algorithm)
        .curriculum(settings.curriculum)
        .problems(settings.problems)
        .optimizer(settings.optimizer)
        .sampling(settings.sampling)
        .group(settings.group)
        .promptsPerStep(settings.promptsPerStep)
        .updatesPerStep(settings.updatesPerStep)
        .microBatch(settings.microBatch)
        .groupsAtOnce(settings.groupsAtOnce)
        .maxResponseTokens(settings.maxResponseTokens)
        .seed(settings.seed)
        .evaluation(
            settings.evaluationEvery,
            EvaluationSet.builder()
                .problems(settings.exam)
                .buckets(List.of(new LengthBucket(0, 9)))
                .build())
        .checkpoints(folder, 1)
        .build();
  }

  @BeforeEach
  void begin() {
    run(new Settings()).train();
  }

  private void refuses(String name, Consumer<Settings> change) {
    Settings settings = new Settings();
    change.accept(settings);
    LongContextRl changed = run(settings);
    assertThatThrownBy(changed::train)
        .as(name)
        .isInstanceOfSatisfying(
            TrainingException.class,
            e -> assertThat(e.reason()).isEqualTo(TrainingException.Reason.CHECKPOINT))
        .hasMessageContainingAll(folder.toString(), ", " + name + ": expected");
  }

  @Test
  void refusesOtherSettingsByTheirNames() {
    refuses("algorithm", settings -> settings.algorithm = RlAlgorithm.dapo());
    refuses(
        "curriculum",
        settings ->
            settings.curriculum = Curriculum.singleStage(ToyTask.SHORT, PhaseLength.steps(3)));
    refuses("learning_rates", settings -> settings.optimizer = adam().learningRate(0.1).build());
    refuses("beta1", settings -> settings.optimizer = adam().learningRate(0.2).beta1(0.8).build());
    refuses(
        "max_gradient_norm",
        settings -> settings.optimizer = adam().learningRate(0.2).maxGradientNorm(2).build());
    refuses("sampling", settings -> settings.sampling = Sampling.qwenLongL1());
    refuses("group", settings -> settings.group = 5);
    refuses("prompts_per_step", settings -> settings.promptsPerStep = 2);
    refuses("updates_per_step", settings -> settings.updatesPerStep = 3);
    refuses("micro_batch", settings -> settings.microBatch = 2);
    refuses("groups_at_once", settings -> settings.groupsAtOnce = 1);
    refuses("max_response_tokens", settings -> settings.maxResponseTokens = 4);
    refuses("seed", settings -> settings.seed = 1);
    refuses("evaluation_every", settings -> settings.evaluationEvery = 1);
  }

  private static AdamW.Builder adam() {
    return AdamW.builder();
  }

  @Test
  void refusesOtherProblems() {
    refuses("problems", settings -> settings.problems = ToyTask.problems(3));
    refuses(
        "problems",
        settings -> {
          Problem first = settings.problems.get(0);
          Problem renamed =
              new Problem(first.id(), "another", first.prompt(), first.question(), first.golds());
          settings.problems = List.of(renamed, settings.problems.get(1), settings.problems.get(2));
        });
    refuses("evaluation_problems", settings -> settings.exam = ToyTask.problems(4));
  }

  @Test
  void aRunThatIsDoneIsReportedAgainWithoutTraining() {
    Settings same = new Settings();
    RlReport first = run(same).train();
    RlReport second = run(same).train();

    assertThat(second).isEqualTo(first);
    assertThat(second.steps()).hasSize(2);
  }

  @Test
  void refusesAStateThatIsNotTheCurriculums() throws IOException {
    Path state = folder.resolve("state.json");
    Files.writeString(state, Files.readString(state).replace("\"phase\":1", "\"phase\":7"));
    LongContextRl training = run(new Settings());

    assertThatThrownBy(training::train)
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("state.json, phase: expected 1 to 1, found 7");
  }

  @Test
  void refusesAStateThatCannotBeCountedOn() throws IOException {
    Path state = folder.resolve("state.json");
    Files.writeString(
        state,
        Files.readString(state).replaceFirst("\"drawn\":\\d+", "\"drawn\":" + Long.MAX_VALUE));
    LongContextRl training = run(new Settings());

    assertThatThrownBy(training::train)
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("state.json, drawn: expected at most");
  }

  @Test
  void refusesMetricsThatAreDamaged() throws IOException {
    Path metrics = folder.resolve("metrics.jsonl");
    Files.writeString(metrics, Files.readString(metrics).replace("\"reward\"", "\"rewind\""));
    LongContextRl training = run(new Settings());

    assertThatThrownBy(training::train)
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("metrics.jsonl, line ");
  }
}

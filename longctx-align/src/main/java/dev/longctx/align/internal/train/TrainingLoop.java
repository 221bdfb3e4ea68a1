package dev.longctx.align.internal.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.align.AlignmentReport;
import dev.longctx.align.EvaluationPoint;
import dev.longctx.align.PolicyEvaluation;
import dev.longctx.align.StepMetrics;
import dev.longctx.align.TrainingEnd;
import dev.longctx.align.internal.checkpoint.CheckpointFolder;
import dev.longctx.align.internal.checkpoint.Progress;
import dev.longctx.api.Cancellation;
import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainablePolicy;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.api.training.Update;
import dev.longctx.runs.json.Json;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One run of a training, from its beginning or from its last checkpoint. Not thread-safe. */
public final class TrainingLoop {

  private static final double NANOS = 1e9;

  private final LoopSettings settings;
  private final Task task;
  private final Cancellation cancellation;
  private final TrainablePolicy policy;
  private final @Nullable CheckpointFolder folder;
  private final Progress progress;
  private final AdamW optimizer;
  private long saved;

  private TrainingLoop(
      LoopSettings settings,
      Task task,
      Cancellation cancellation,
      @Nullable CheckpointFolder folder) {
    this.settings = settings;
    this.task = task;
    this.cancellation = cancellation;
    this.folder = folder;
    policy = settings.policy();
    policy.discardGradient();
    progress = begin();
    saved = progress.step();
    optimizer = settings.optimizerAfter(progress.updatesBefore());
  }

  /** Trains until all steps are done or the rule says to stop. */
  public static AlignmentReport run(LoopSettings settings, Task task, Cancellation cancellation) {
    if (settings.checkpoints() == null) {
      return new TrainingLoop(settings, task, cancellation, null).run();
    }
    ObjectNode description = Json.object().put("training", task.name());
    task.describe(description);
    settings.describe(description);
    try (CheckpointFolder folder = CheckpointFolder.open(settings.checkpoints(), description)) {
      return new TrainingLoop(settings, task, cancellation, folder).run();
    }
  }

  private Progress begin() {
    Progress restored = folder == null ? null : folder.restore(policy);
    List<Task.ReferenceRequest> requests = task.references();
    if (requests.isEmpty()) {
      return restored != null ? restored : Progress.beginning(policy.steps());
    }
    if (restored != null && folder != null) {
      task.references(folder.references(requests));
      return restored;
    }
    List<double[]> sums = References.compute(policy.scorer(), requests, cancellation);
    task.references(sums);
    if (folder != null) {
      folder.writeReferences(requests, sums);
    }
    return Progress.beginning(policy.steps());
  }

  private AlignmentReport run() {
    settings.listener().started(progress.step());
    TrainingEnd end;
    try {
      end = runSteps();
    } catch (CancellationException e) {
      policy.discardGradient();
      checkpoint();
      throw e;
    } catch (RuntimeException | Error e) {
      policy.discardGradient();
      throw e;
    }
    checkpoint();
    return new AlignmentReport(
        task.name(), end, progress.history().steps(), progress.history().evaluations());
  }

  private TrainingEnd runSteps() {
    while (true) {
      evaluateIfDue();
      if (progress.step() > 0 && shouldStop()) {
        return TrainingEnd.STOPPED_EARLY;
      }
      if (progress.step() >= settings.steps()) {
        return TrainingEnd.COMPLETED;
      }
      if (progress.step() > saved && progress.step() % settings.checkpointEvery() == 0) {
        checkpoint();
      }
      cancellation.throwIfCancelled();
      step();
    }
  }

  private boolean shouldStop() {
    History history = progress.history();
    return settings.earlyStop().shouldStop(history.steps(), history.evaluations());
  }

  private void step() {
    long start = System.nanoTime();
    Batch batch = task.batch(progress.step());
    StepSums sums = new StepSums();
    int size = batch.ids().size();
    for (int from = 0; from < size; from += settings.microBatch()) {
      cancellation.throwIfCancelled();
      accumulate(batch, from, Math.min(size, from + settings.microBatch()), sums);
    }
    Update update = update(batch);
    double seconds = (System.nanoTime() - start) / NANOS;
    StepMetrics metrics = sums.metrics(progress.step() + 1, update, seconds);
    progress.add(metrics);
    if (folder != null) {
      folder.record(metrics);
    }
    settings.listener().step(metrics);
  }

  private void accumulate(Batch batch, int from, int to, StepSums sums) {
    try {
      batch.accumulate(policy, from, to, sums);
    } catch (TrainingException e) {
      throw named(e, batch.ids().subList(from, to));
    }
  }

  private Update update(Batch batch) {
    try {
      return policy.step(optimizer);
    } catch (TrainingException e) {
      throw e.reason() == Reason.NOT_FINITE ? named(e, batch.ids()) : e;
    }
  }

  /** Policies know numbers and tokens, but not what their examples are called. */
  private TrainingException named(TrainingException e, List<String> ids) {
    return new TrainingException(
        e.reason(),
        "step %d, examples %s: %s".formatted(progress.step() + 1, ids, e.getMessage()),
        e);
  }

  private void evaluateIfDue() {
    PolicyEvaluation evaluation = settings.evaluation();
    long step = progress.step();
    boolean due = step % settings.evaluationEvery() == 0 || step >= settings.steps();
    if (evaluation == null || !due || progress.history().isEvaluated(step)) {
      return;
    }
    EvaluationPoint point = new EvaluationPoint(step, evaluation.evaluate(policy));
    progress.add(point);
    if (folder != null) {
      folder.record(point);
    }
    settings.listener().evaluated(point);
  }

  private void checkpoint() {
    if (folder != null && progress.step() > saved) {
      settings.listener().checkpointed(progress.step(), folder.save(policy, progress));
      saved = progress.step();
    }
  }
}

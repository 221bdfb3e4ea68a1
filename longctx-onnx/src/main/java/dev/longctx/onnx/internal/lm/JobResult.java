package dev.longctx.onnx.internal.lm;

import dev.longctx.api.model.Generation;
import dev.longctx.api.model.GenerationListener;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A job, its completions and what they cost. Not thread-safe. */
final class JobResult {

  private final Job job;
  private final List<SampleRow> rows;
  private int reused;
  private @Nullable Duration prefillTime;

  JobResult(Job job, GenerationListener listener) {
    this.job = job;
    rows =
        IntStream.range(0, job.request().samples())
            .mapToObj(sample -> new SampleRow(job, sample, listener))
            .toList();
  }

  Job job() {
    return job;
  }

  List<SampleRow> rows() {
    return rows;
  }

  /** Whether there is anything to generate. */
  boolean isOpen() {
    return rows.stream().anyMatch(row -> !row.finished());
  }

  void reused(int tokens) {
    reused = tokens;
  }

  /** First tokens are there. */
  void started() {
    if (prefillTime == null) {
      prefillTime = job.deadline().spent();
    }
  }

  Generation generation() {
    Duration read = prefillTime == null ? Duration.ZERO : prefillTime;
    Duration last =
        rows.stream().map(SampleRow::endedAfter).max(Duration::compareTo).orElse(Duration.ZERO);
    Duration written = last.compareTo(read) > 0 ? last.minus(read) : Duration.ZERO;
    return new Generation(
        rows.stream().map(SampleRow::completion).toList(),
        job.prompt().length,
        reused,
        read,
        written);
  }
}

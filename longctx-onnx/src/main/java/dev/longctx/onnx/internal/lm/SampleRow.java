package dev.longctx.onnx.internal.lm;

import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.GenerationListener;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.TokenTrace;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One completion while it grows. Not thread-safe. */
final class SampleRow {

  private final Job job;
  private final int sample;
  private final int limit;
  private final SplittableRandom random;
  private final BitSet seen = new BitSet();
  private final IntList ids = new IntList();
  private final @Nullable Detokenizer detokenizer;
  private final StopTexts text;
  private final GenerationListener listener;
  private float[] logProbs = new float[0];
  private @Nullable FinishReason finish;
  private Duration endedAfter = Duration.ZERO;

  SampleRow(Job job, int sample, GenerationListener listener) {
    this.job = job;
    this.sample = sample;
    this.listener = listener;
    GenerationRequest request = job.request();
    limit = job.maxTokens();
    // Mixed first, so that neighbouring seeds have no samples in common.
    random = new SplittableRandom(new SplittableRandom(job.seed()).nextLong() + sample);
    detokenizer = job.tokenizer() == null ? null : new Detokenizer(job.tokenizer(), job.prompt());
    text = new StopTexts(request.stopTexts());
    if (request.sampling().repetitionPenalty() != 1) {
      Arrays.stream(job.prompt()).forEach(seen::set);
    }
    if (limit == 0) {
      finish = FinishReason.LENGTH;
    }
  }

  Job job() {
    return job;
  }

  boolean finished() {
    return finish != null;
  }

  int lastToken() {
    return ids.get(ids.size() - 1);
  }

  /** The token at an index of prompt and completion together. */
  int token(int index) {
    int[] prompt = job.prompt();
    return index < prompt.length ? prompt[index] : ids.get(index - prompt.length);
  }

  /** The time is up where the job's is. */
  void expire() {
    if (finish == null && job.deadline().passed()) {
      end(FinishReason.DEADLINE);
    }
  }

  /** Chooses the next token. */
  void next(float[] logits, Sampler sampler) {
    GenerationRequest request = job.request();
    int token = sampler.choose(logits, request.sampling(), seen, random);
    if (request.logProbs()) {
      addLogProb((float) (logits[token] - LogSumExp.of(logits)));
    }
    accept(token);
  }

  private void accept(int token) {
    ids.add(token);
    if (job.request().sampling().repetitionPenalty() != 1) {
      seen.set(token);
    }
    if (job.ends(token)) {
      end(FinishReason.STOP);
      return;
    }
    if (detokenizer != null) {
      give(text.add(detokenizer.add(token)));
    }
    if (text.stopped()) {
      end(FinishReason.STOP);
    } else if (ids.size() == limit) {
      end(FinishReason.LENGTH);
    }
  }

  private void end(FinishReason reason) {
    if (detokenizer != null && !text.stopped()) {
      give(text.add(detokenizer.finish()));
    }
    give(text.finish());
    finish = text.stopped() ? FinishReason.STOP : reason;
    endedAfter = job.deadline().spent();
  }

  /** The time from the call to the last token. */
  Duration endedAfter() {
    return endedAfter;
  }

  private void give(String piece) {
    if (!piece.isEmpty()) {
      listener.text(sample, piece);
    }
  }

  private void addLogProb(float value) {
    if (ids.size() == logProbs.length) {
      logProbs = Arrays.copyOf(logProbs, Math.max(16, 2 * logProbs.length));
    }
    logProbs[ids.size()] = value;
  }

  Completion completion() {
    FinishReason reason = finish;
    if (reason == null) {
      throw new IllegalStateException("expected a finished completion, found a growing one");
    }
    TokenTrace trace =
        job.request().logProbs()
            ? TokenTrace.of(ids.toArray(), Arrays.copyOf(logProbs, ids.size()))
            : TokenTrace.of(ids.toArray());
    return new Completion(text.text(), reason, trace);
  }
}

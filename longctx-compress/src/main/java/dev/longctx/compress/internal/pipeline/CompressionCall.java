package dev.longctx.compress.internal.pipeline;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionException;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.CompressionStats.Timings;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.FailurePolicy;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.Reason;
import dev.longctx.api.compression.Truncated;
import dev.longctx.api.compression.Unchanged;
import dev.longctx.compress.internal.select.BudgetSelector;
import dev.longctx.compress.internal.select.HeadSelector;
import dev.longctx.compress.internal.select.Selection;
import dev.longctx.compress.internal.select.ThresholdSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call from the request to its outcome. Not thread-safe. */
final class CompressionCall {

  private final CompressionRequest request;
  private final CallControl control;
  private final UnitScorer scorer;
  private final TokenCounter counter;
  private final List<Document> documents;
  private long inputTokens;
  private boolean inputCounted;
  private @Nullable Scored scored;

  CompressionCall(
      CompressionRequest request, CallControl control, UnitScorer scorer, TokenCounter counter) {
    this.request = request;
    this.control = control;
    this.scorer = scorer;
    this.counter = counter;
    this.documents = request.documents();
  }

  Compression run(long maxCharacters) {
    control.check();
    if (documents.stream().allMatch(d -> d.text().isBlank())) {
      return unchanged(Reason.BLANK_INPUT, "there is no text in the documents");
    }
    checkSize(maxCharacters);
    inputTokens = counted(this::countInput);
    inputCounted = true;
    OptionalLong limit = limit();
    if (limit.isPresent() && !decodesSpans() && counted(() -> fits(limit.getAsLong()))) {
      return unchanged(
          Reason.FITS_BUDGET,
          "the documents' " + inputTokens + " tokens fit the budget of " + limit.getAsLong());
    }
    Scored result = scored();
    long began = System.nanoTime();
    Selection selection = counted(() -> select(result, limit));
    return outcome(result, selection, Duration.ofNanos(System.nanoTime() - began));
  }

  /** The outcome that the failure policy asks for. */
  Compression recover(CompressionFailure failure) {
    OptionalLong limit = limit();
    if (request.failurePolicy() == FailurePolicy.THROW) {
      throw new CompressionException(failure.reason(), failure.detail(), failure.getCause());
    }
    if (request.failurePolicy() == FailurePolicy.TRUNCATE_TO_BUDGET && limit.isPresent()) {
      try {
        return truncated(failure, limit.getAsLong());
      } catch (RuntimeException e) {
        return unchanged(failure.reason(), failure.detail() + "; truncating failed: " + e);
      }
    }
    return unchanged(failure.reason(), failure.detail());
  }

  private boolean decodesSpans() {
    return request.granularity() == Granularity.MODEL_SPANS;
  }

  private void checkSize(long maxCharacters) {
    long characters = documents.stream().mapToLong(d -> d.text().length()).sum();
    if (characters > maxCharacters) {
      throw new CompressionFailure(
          Reason.INPUT_TOO_LARGE,
          "documents must have at most "
              + maxCharacters
              + " characters together, found "
              + characters,
          null);
    }
  }

  /** Each document with the separator before it: most tokenizers merge a blank into a word. */
  private long countInput() {
    long tokens = 0;
    String before = "";
    for (Document document : documents) {
      control.check();
      if (!document.text().isBlank()) {
        tokens += counter.count(before + document.text());
        before = request.joiner().separator();
      }
    }
    return tokens;
  }

  /** The counts of pieces are but an estimate of the text that {@link Unchanged} would return. */
  private boolean fits(long limit) {
    return inputTokens <= limit && counter.count(unchanged(Reason.FITS_BUDGET, "").text()) <= limit;
  }

  /** The number of tokens that the budget allows, where it says one and the input was counted. */
  private OptionalLong limit() {
    if (request.budget() instanceof Budget.Tokens budget) {
      return OptionalLong.of(budget.limit());
    }
    if (request.budget() instanceof Budget.KeepRatio budget && inputCounted) {
      return OptionalLong.of((long) Math.floor(budget.ratio() * inputTokens));
    }
    return OptionalLong.empty();
  }

  private Scored scored() {
    try {
      Scored result = scorer.score(request, control);
      scored = result;
      return result;
    } catch (CompressionFailure e) {
      throw e;
    } catch (CancellationException e) {
      control.check(); // says so where it was the deadline that stopped the engine
      throw e;
    } catch (RuntimeException e) {
      throw new CompressionFailure(
          Reason.SCORING_FAILED, "the documents could not be scored: " + said(e), e);
    }
  }

  private <T> T counted(Supplier<T> body) {
    try {
      return body.get();
    } catch (CompressionFailure | CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CompressionFailure(
          Reason.SCORING_FAILED, "the token counter failed: " + said(e), e);
    }
  }

  private static String said(RuntimeException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getName() : message;
  }

  private Selection select(Scored result, OptionalLong limit) {
    List<KeptSpan> whole = keptWhole(result.statuses());
    if (limit.isEmpty()) {
      return ThresholdSelector.select(result.units(), whole, request.joiner(), threshold());
    }
    checkWholeFits(whole, limit.getAsLong());
    BudgetSelector selector =
        new BudgetSelector(documents, result.units(), whole, request.joiner(), counter);
    return selector.select(limit.getAsLong(), scorer.floor());
  }

  private double threshold() {
    return request.budget() instanceof Budget.Threshold budget
        ? budget.score()
        : scorer.ownThreshold(request);
  }

  private List<KeptSpan> keptWhole(List<DocumentStatus> statuses) {
    List<KeptSpan> whole = new ArrayList<>();
    for (int i = 0; i < statuses.size(); i++) {
      if (statuses.get(i) == DocumentStatus.UNSUPPORTED_TEXT) {
        int length = documents.get(i).text().length();
        whole.add(new KeptSpan(i, 0, length, 1, KeptSpan.Origin.UNSCORED));
      }
    }
    return whole;
  }

  private void checkWholeFits(List<KeptSpan> whole, long limit) {
    if (whole.isEmpty()) {
      return;
    }
    int tokens = counter.count(request.joiner().join(documents, whole));
    if (tokens > limit) {
      String id = documents.get(whole.get(0).document()).id();
      throw new CompressionFailure(
          Reason.UNSUPPORTED_TEXT,
          "the critic's tokenizer cannot read "
              + whole.size()
              + " of "
              + documents.size()
              + " documents (the first is \""
              + id
              + "\"), and whole they take "
              + tokens
              + " tokens of a budget of "
              + limit,
          null);
    }
  }

  private Compression outcome(Scored result, Selection selection, Duration selecting) {
    long outputTokens =
        counted(() -> counter.count(request.joiner().join(documents, selection.spans())));
    control.check();
    if (outputTokens > inputTokens) {
      return unchanged(
          Reason.NO_GAIN,
          "the kept spans, joined, take " + outputTokens + " tokens, the documents " + inputTokens);
    }
    return new Compressed(
        documents,
        selection.spans(),
        selection.units(),
        result.statuses(),
        request.joiner(),
        stats(outputTokens, selecting));
  }

  private Unchanged unchanged(Reason reason, String detail) {
    return new Unchanged(
        documents, reason, detail, request.joiner(), stats(inputTokens, Duration.ZERO));
  }

  private Truncated truncated(CompressionFailure failure, long limit) {
    List<KeptSpan> spans = new HeadSelector(documents, request.joiner(), counter).select(limit);
    int outputTokens = counter.count(request.joiner().join(documents, spans));
    return new Truncated(
        documents,
        spans,
        failure.reason(),
        failure.detail(),
        request.joiner(),
        stats(outputTokens, Duration.ZERO));
  }

  private CompressionStats stats(long outputTokens, Duration selecting) {
    Scored result = scored;
    Duration prepare = result == null ? Duration.ZERO : result.prepare();
    Duration score = result == null ? Duration.ZERO : result.score();
    return new CompressionStats(
        documents.size(),
        inputTokens,
        outputTokens,
        result == null ? 0 : result.windows(),
        result == null ? 0 : result.criticTokens(),
        new Timings(prepare, score, selecting, control.elapsed()));
  }
}

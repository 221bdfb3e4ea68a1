package dev.longctx.compress.internal.critic;

import dev.longctx.api.Cancellation;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.compress.internal.pipeline.CallControl;
import dev.longctx.compress.internal.pipeline.Listeners;
import dev.longctx.compress.internal.window.Window;
import dev.longctx.onnx.critic.CriticPrompt;
import dev.longctx.onnx.critic.CriticSession;
import dev.longctx.onnx.critic.TokenLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the critic over all windows of a call and writes what it says into the documents. */
final class WindowScoring {

  private final CriticSession session;
  private final ScoringOptions options;
  private final Executor executor;
  private final Listeners listeners;

  WindowScoring(
      CriticSession session, ScoringOptions options, Executor executor, Listeners listeners) {
    this.session = session;
    this.options = options;
    this.executor = executor;
    this.listeners = listeners;
  }

  void run(
      CompressionRequest request,
      CallControl control,
      CriticPrompt prompt,
      List<TokenizedDocument> documents,
      List<Window> windows) {
    listeners.notify(l -> l.planned(request, windows.size()));
    if (windows.isEmpty()) {
      return;
    }
    int batchTokens = session.batchable() ? options.batchTokens() : 0;
    List<Batch> batches = Batch.within(windows, prompt.size(), batchTokens);
    Call call = new Call(request, prompt, byIndex(request, documents), windows.size());
    new BatchQueue(
            batches.size(),
            (stop, number) -> call.score(batches.get(number), stop),
            executor,
            options.workers())
        .run(control);
  }

  private static TokenizedDocument[] byIndex(
      CompressionRequest request, List<TokenizedDocument> documents) {
    TokenizedDocument[] byIndex = new TokenizedDocument[request.documents().size()];
    documents.forEach(d -> byIndex[d.index()] = d);
    return byIndex;
  }

  /** What the tasks of one call share. */
  private final class Call {
    private final CompressionRequest request;
    private final CriticPrompt prompt;
    private final TokenizedDocument[] documents;
    private final int windows;
    private final AtomicInteger done = new AtomicInteger();

    Call(
        CompressionRequest request,
        CriticPrompt prompt,
        TokenizedDocument[] documents,
        int windows) {
      this.request = request;
      this.prompt = prompt;
      this.documents = documents;
      this.windows = windows;
    }

    void score(Batch batch, Cancellation stop) {
      List<int[]> rows = new ArrayList<>();
      for (Window window : batch.windows()) {
        rows.add(documents[window.document()].tokens().ids(window.from(), window.to()));
      }
      List<TokenLabels> labels = session.label(prompt, rows, request.instruction().tag(), stop);
      for (int row = 0; row < labels.size(); row++) {
        write(batch.windows().get(row), labels.get(row));
      }
      int count = done.addAndGet(batch.windows().size());
      listeners.notify(l -> l.scored(request, count, windows));
    }

    private void write(Window window, TokenLabels labels) {
      TokenizedDocument document = documents[window.document()];
      for (int i = 0; i < window.size(); i++) {
        document.label(window.from() + i, labels.keep(i), labels.label(i));
      }
    }
  }
}

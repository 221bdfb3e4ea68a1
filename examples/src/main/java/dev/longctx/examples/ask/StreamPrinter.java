package dev.longctx.examples.ask;

import dev.longctx.api.Document;
import dev.longctx.api.LongContextListener;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.examples.terminal.PrintableText;
import java.io.PrintWriter;
import java.util.List;

/** Shows what happens while it happens: each stage, and what the first sample says. */
final class StreamPrinter implements LongContextListener {

  private static final String FAINT = "\u001B[2m";
  private static final String PLAIN = "\u001B[0m";

  private final PrintWriter out;
  private final boolean terminal;
  private boolean writing;

  StreamPrinter(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void started(String question, List<Document> documents) {
    line("question: " + PrintableText.of(question));
  }

  @Override
  public void compressed(Compression compression) {
    line(
        "documents %s, %,d of %,d tokens"
            .formatted(
                EvidenceNote.of(compression),
                compression.stats().outputTokens(),
                compression.stats().inputTokens()));
  }

  @Override
  public void prompted(PromptFit fit, int promptTokens) {
    line("reading %,d tokens".formatted(promptTokens));
  }

  @Override
  public void text(int sample, String text) {
    if (sample != 0) {
      return;
    }
    if (!writing) {
      writing = true;
      out.print(terminal ? FAINT : "");
    }
    out.print(PrintableText.of(text));
    out.flush();
  }

  @Override
  public void finished(Answer answer) {
    end();
  }

  @Override
  public void failed(Throwable failure) {
    end();
  }

  private void end() {
    if (writing) {
      writing = false;
      line(terminal ? PLAIN : "");
    }
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }
}

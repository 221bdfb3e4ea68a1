package dev.longctx.examples.ask;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.reasoning.Alignment;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Candidate;
import dev.longctx.api.reasoning.PromptFit;
import dev.longctx.api.reasoning.RewardPair;
import dev.longctx.examples.terminal.PrintableText;
import dev.longctx.reason.answer.AnswerNormaliser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An answer and what it rests on, line by line. */
final class AnswerReport {

  private static final int MAX_SPANS = 20;
  private static final int SNIPPET = 100;
  private static final int REASON = 500;

  private final Answer answer;
  private final List<String> lines = new ArrayList<>();

  private AnswerReport(Answer answer) {
    this.answer = answer;
  }

  static List<String> of(String question, Answer answer) {
    AnswerReport report = new AnswerReport(answer);
    report.add("question", PrintableText.line(question, SNIPPET));
    report.add("answer", report.text());
    report.add("votes", report.votes());
    report.addEvidence();
    report.addAlignment();
    report.add("prompt", fit(answer.fit()));
    report.add("tokens", report.tokens());
    report.add("time", report.time());
    return report.lines;
  }

  private void add(String name, String value) {
    lines.add("%-10s %s".formatted(name, value));
  }

  private String text() {
    String text =
        answer.isAnswered()
            ? PrintableText.of(answer.text())
            : "none in the form that was asked for";
    return text + ending(answer.best().completion().finish());
  }

  private static String ending(FinishReason finish) {
    return switch (finish) {
      case STOP -> "";
      case LENGTH -> " (the model was cut off: see --max-tokens)";
      case DEADLINE -> " (its time was up)";
      case FILTERED -> " (the rest was withheld)";
    };
  }

  private String votes() {
    Candidate best = answer.best();
    Map<String, Integer> others = new LinkedHashMap<>();
    for (Candidate candidate : answer.candidates()) {
      if (!form(candidate).equals(form(best))) {
        others.merge(form(candidate), 1, Integer::sum);
      }
    }
    String votes = "%d of %d".formatted(best.votes(), answer.candidates().size());
    return others.isEmpty() ? votes : votes + ", others " + others;
  }

  private static String form(Candidate candidate) {
    String said = candidate.answer();
    return said == null
        ? "(no answer)"
        : PrintableText.line(AnswerNormaliser.strict().normalise(said), SNIPPET);
  }

  private void addEvidence() {
    Compression compression = answer.compression();
    if (compression == null) {
      add("evidence", "the documents, uncompressed");
      return;
    }
    add("evidence", EvidenceNote.of(compression));
    List<KeptSpan> spans = answer.evidence();
    spans.stream().limit(MAX_SPANS).forEach(span -> lines.add("  " + describe(compression, span)));
    if (spans.size() > MAX_SPANS) {
      lines.add("  and %,d more".formatted(spans.size() - MAX_SPANS));
    }
  }

  private static String describe(Compression compression, KeptSpan span) {
    Document document = compression.documents().get(span.document());
    return "%s [%,d, %,d) %.2f  %s"
        .formatted(
            PrintableText.line(document.id(), SNIPPET),
            span.start(),
            span.end(),
            span.score(),
            PrintableText.line(span.textOf(document), SNIPPET));
  }

  private void addAlignment() {
    Alignment alignment = answer.alignment();
    if (alignment instanceof Alignment.Unmeasured unmeasured) {
      add("alignment", "not measured: " + PrintableText.line(unmeasured.reason(), REASON));
    } else if (alignment instanceof Alignment.Measured measured) {
      add("alignment", "SimPO rewards under the whole documents and under what was kept");
      for (int i = 0; i < measured.rewards().size(); i++) {
        lines.add("  " + describe(answer.candidates().get(i), measured.rewards().get(i)));
      }
    }
  }

  private static String describe(Candidate candidate, RewardPair rewards) {
    return String.format(
        Locale.ROOT,
        "whole %.4f, kept %.4f, gap %.4f  %s",
        rewards.full(),
        rewards.compressed(),
        rewards.gap(),
        form(candidate));
  }

  private static String fit(PromptFit fit) {
    return switch (fit) {
      case WHOLE -> "fits as it is";
      case HEAD_AND_TAIL -> "too long: the middle of the text was left out";
      case COMPRESSED -> "too long: the documents were compressed further";
    };
  }

  private String tokens() {
    Answer.Usage usage = answer.usage();
    String model =
        "%,d read (%,d of them before), %,d written"
            .formatted(usage.promptTokens(), usage.reusedTokens(), usage.completionTokens());
    Compression compression = answer.compression();
    if (compression == null) {
      return model;
    }
    CompressionStats stats = compression.stats();
    return "%s; documents %,d, kept %,d"
        .formatted(model, stats.inputTokens(), stats.outputTokens());
  }

  private String time() {
    Answer.Timings timings = answer.timings();
    return "%s s: compress %s, read %s, write %s"
        .formatted(
            seconds(timings.total()),
            seconds(timings.compress()),
            seconds(timings.prefill()),
            seconds(timings.decode()));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }
}

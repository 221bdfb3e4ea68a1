package dev.longctx.examples.compress;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.FailurePolicy;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.Joiner;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What to look for, in what units, and how much to keep. */
final class RequestOptions {

  @Option(
      names = "--query",
      required = true,
      order = 1,
      paramLabel = "TEXT",
      description = "The question that the text should answer.")
  private String query = "";

  @ArgGroup(exclusive = true, order = 2)
  private BudgetOptions budget = new BudgetOptions();

  @Option(
      names = "--granularity",
      order = 5,
      paramLabel = "UNIT",
      description =
          "What is kept or dropped as a whole: word, sentence (the default), paragraph, document,"
              + " or model_spans, the spans that the critic's labels mark. word and model_spans"
              + " do not go with --lexical.")
  Granularity granularity = Granularity.SENTENCE;

  @Option(
      names = "--instruction",
      order = 6,
      paramLabel = "TEXT",
      description =
          "What the critic is told to look for; by default answer phrases, supporting facts or"
              + " related paragraphs, as the granularity suggests.")
  @Nullable String instruction;

  @Option(
      names = "--joiner",
      order = 7,
      paramLabel = "TEXT",
      description =
          "What stands between two spans; \\n is a new line. By default a new line, and a blank"
              + " between words.")
  private @Nullable String separator;

  @Option(
      names = "--omission-mark",
      order = 8,
      paramLabel = "TEXT",
      description =
          "What stands, between two joiners, where text was left out; nothing by default.")
  private @Nullable String omissionMark;

  @Option(
      names = "--deadline",
      order = 9,
      paramLabel = "SECONDS",
      description = "Give up scoring after this time; see --on-failure.")
  private @Nullable Double deadline;

  @Option(
      names = "--on-failure",
      order = 10,
      paramLabel = "POLICY",
      description =
          "When the documents could not be scored: original (the default) prints them as they are,"
              + " truncate_to_budget prints their head, throw fails with exit code 1.")
  private FailurePolicy onFailure = FailurePolicy.ORIGINAL;

  CompressionRequest toRequest(List<Document> documents, @Nullable TokenCounter targetTokens) {
    CompressionRequest.Builder request =
        CompressionRequest.builder()
            .query(query)
            .documents(documents)
            .granularity(granularity)
            .budget(budget.toBudget())
            .joiner(joiner())
            .onFailure(onFailure);
    if (instruction != null) {
      request.instruction(instruction);
    }
    if (deadline != null) {
      request.deadline(Duration.ofNanos(Math.round(deadline * 1e9)));
    }
    if (targetTokens != null) {
      request.tokenCounter(targetTokens);
    }
    return request.build();
  }

  private Joiner joiner() {
    Joiner usual = granularity == Granularity.WORD ? Joiner.SPACE : Joiner.NEWLINE;
    Joiner joiner = separator == null ? usual : Joiner.of(separator.translateEscapes());
    return omissionMark == null ? joiner : joiner.withOmissionMark(omissionMark);
  }
}

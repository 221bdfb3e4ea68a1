package dev.longctx.examples.evidence;

import dev.longctx.eval.evidence.DocumentLayout;
import dev.longctx.eval.evidence.EvidenceBenchmark;
import dev.longctx.eval.evidence.EvidenceFile;
import dev.longctx.eval.evidence.EvidenceRecord;
import dev.longctx.eval.evidence.EvidenceResult;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.critic.Critic;
import dev.longctx.onnx.critic.CriticSession;
import dev.longctx.onnx.critic.Critics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how much of the evidence methods keep within a budget. */
@Command(
    name = "evidence",
    description = {
      "Measures how much of the evidence of questions each method keeps within a share of the"
          + " tokens, and compares compressors with the best baseline.",
      ""
    },
    customSynopsis = "longctx-examples evidence --data FILE [OPTION...]",
    sortOptions = false)
public final class EvidenceProgram implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      order = 1,
      paramLabel = "FILE",
      description = "Questions with their evidence, JSON lines, plain or .xz.")
  private Path data = Path.of("");

  @Option(
      names = "--limit",
      order = 2,
      paramLabel = "N",
      description = "Take the first N questions; all by default.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--source",
      order = 3,
      split = ",",
      paramLabel = "NAME",
      description = "Take only questions of these sources, separated by commas.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--budgets",
      order = 4,
      split = ",",
      paramLabel = "R",
      description = "Shares of the tokens that may be kept; ${DEFAULT-VALUE} by default.",
      defaultValue = "0.1,0.2,0.3")
  private List<Double> budgets = new ArrayList<>();

  @Option(
      names = "--methods",
      order = 5,
      split = ",",
      paramLabel = "METHOD",
      description =
          "What to measure, of critic, lexical, bm25, embedding, truncation, random;"
              + " ${DEFAULT-VALUE} by default.",
      defaultValue = "critic,bm25,embedding,truncation,random")
  private List<Method> methods = new ArrayList<>();

  @Option(
      names = "--critic",
      order = 6,
      paramLabel = "DIR",
      description =
          "Directory of another critic than the English one. Its tokenizer counts the tokens of"
              + " all methods.")
  private @Nullable Path criticDirectory;

  @Option(
      names = "--documents",
      order = 7,
      paramLabel = "LAYOUT",
      description =
          "paragraphs (the default): each paragraph of a question is a document; one: all stand in"
              + " one document. Every paragraph begins with its title.")
  private DocumentLayout layout = DocumentLayout.PARAGRAPHS;

  @Option(
      names = "--seed",
      order = 8,
      paramLabel = "N",
      description = "Of the random method and of the bootstrap; 1 by default.")
  private long seed = 1;

  @Option(names = "--json", order = 9, description = "Print one JSON object a method and budget.")
  private boolean json;

  /** A program to be filled in from the command line. */
  public EvidenceProgram() {}

  @Override
  public Integer call() throws IOException {
    check(limit > 0, "--limit: expected at least 1, found " + limit);
    check(new HashSet<>(methods).size() == methods.size(), "--methods: expected each once");
    check(
        budgets.stream().allMatch(b -> b > 0 && b < 1),
        "--budgets: expected shares above 0 and below 1, found " + budgets);
    List<EvidenceRecord> questions =
        EvidenceFile.read(
            data, record -> sources.isEmpty() || sources.contains(record.source()), limit);
    if (questions.isEmpty()) {
      throw new IOException(data + ": expected questions, found none that is wanted");
    }
    Critic critic = criticDirectory == null ? Critics.english() : Critic.load(criticDirectory);
    List<EvidenceResult> results = new ArrayList<>();
    try (CriticSession tokens = critic.open(OnnxOptions.builder().build());
        Arms arms = new Arms(critic, seed)) {
      EvidenceBenchmark benchmark = new EvidenceBenchmark(budgets, layout, tokens::countTokens);
      for (Method method : methods) {
        List<EvidenceResult> measured =
            benchmark.run(arms.of(method), questions, new Ticker(method.label(), err()));
        if (json) {
          measured.forEach(result -> out().println(JsonLine.of(result)));
          out().flush();
        }
        results.addAll(measured);
      }
    }
    if (!json) {
      Table.of(results).forEach(out()::println);
      out().println();
      new Comparison(results, seed).lines().forEach(out()::println);
    }
    return ExitCode.OK;
  }

  private void check(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}

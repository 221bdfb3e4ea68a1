package dev.longctx.examples.evidence;

import dev.longctx.eval.evidence.Distractors;
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
      names = "--distractors",
      order = 8,
      paramLabel = "N",
      description =
          "Put so many paragraphs of the file's other questions, which do not hold the answer, at"
              + " random places among each question's own; 0 by default. Where a question comes"
              + " with one paragraph, nothing is to be found without them.")
  private int distractors;

  @Option(
      names = "--seed",
      order = 9,
      paramLabel = "N",
      description = "Of the random method, the distractors and the bootstrap; 1 by default.")
  private long seed = 1;

  @Option(
      names = "--json",
      order = 10,
      description = "Print one JSON object a method and budget; comparisons go to standard error.")
  private boolean json;

  /** A program to be filled in from the command line. */
  public EvidenceProgram() {}

  @Override
  public Integer call() throws IOException {
    check(limit > 0, "--limit: expected at least 1, found " + limit);
    check(distractors >= 0, "--distractors: expected at least 0, found " + distractors);
    check(new HashSet<>(methods).size() == methods.size(), "--methods: expected each once");
    check(
        new HashSet<>(budgets).size() == budgets.size(),
        "--budgets: expected each once, found " + budgets);
    check(
        budgets.stream().allMatch(b -> b > 0 && b < 1),
        "--budgets: expected shares above 0 and below 1, found " + budgets);
    List<EvidenceRecord> questions = questions();
    Critic critic = criticDirectory == null ? Critics.english() : Critic.load(criticDirectory);
    List<EvidenceResult> results = measure(critic, questions);
    PrintWriter notes = json ? err() : out();
    if (!json) {
      out().println();
    }
    new Comparison(results, seed).lines().forEach(notes::println);
    notes.flush();
    return ExitCode.OK;
  }

  private List<EvidenceRecord> questions() throws IOException {
    // Distractors come from the whole file, so that --limit changes no question.
    int wanted = distractors == 0 ? limit : Integer.MAX_VALUE;
    List<EvidenceRecord> all = EvidenceFile.read(data, this::isWanted, wanted);
    if (all.isEmpty()) {
      throw new IOException(data + ": expected questions, found none that is wanted");
    }
    Distractors others = Distractors.of(all, seed);
    List<EvidenceRecord> questions = new ArrayList<>();
    try {
      for (EvidenceRecord question : all.subList(0, Math.min(limit, all.size()))) {
        questions.add(others.addTo(question, distractors));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(data + ": " + e.getMessage(), e);
    }
    return questions;
  }

  private boolean isWanted(EvidenceRecord question) {
    return sources.isEmpty() || sources.contains(question.source());
  }

  private List<EvidenceResult> measure(Critic critic, List<EvidenceRecord> questions) {
    List<EvidenceResult> results = new ArrayList<>();
    try (CriticSession tokens = critic.open(OnnxOptions.builder().build());
        Arms arms = new Arms(critic, seed)) {
      EvidenceBenchmark benchmark = new EvidenceBenchmark(budgets, layout, tokens::countTokens);
      if (!json) {
        Table.head().forEach(out()::println);
      }
      for (Method method : methods) {
        List<EvidenceResult> measured =
            benchmark.run(arms.of(method), questions, new Ticker(method.label(), err()));
        measured.forEach(this::print);
        results.addAll(measured);
      }
    }
    return results;
  }

  /** Prints a result at once, so that a method that breaks the run loses no other's. */
  private void print(EvidenceResult result) {
    out().println(json ? JsonLine.of(result) : Table.row(result));
    out().flush();
    FailureNotes.of(result).forEach(err()::println);
    err().flush();
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

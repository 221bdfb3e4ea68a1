package dev.longctx.examples.ask;

import dev.longctx.api.Document;
import dev.longctx.api.LongContext;
import dev.longctx.api.LongContextListener;
import dev.longctx.api.compression.Compressor;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Policy;
import dev.longctx.examples.documents.DocumentFiles;
import dev.longctx.examples.terminal.Terminal;
import dev.longctx.reason.prompt.Overlong;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers questions from files. */
@Command(
    name = "ask",
    description = {
      "Answers questions from documents: keeps what a question needs, lets a language model read it,"
          + " think and answer, and prints the answer with the places that it was read from. What the"
          + " model says meanwhile goes to standard error.",
      "",
      "Files are read as UTF-8. One that is missing, cannot be read or is not UTF-8 is a failure.",
      ""
    },
    customSynopsis =
        "longctx-examples ask --model DIR --question TEXT [--question TEXT...] [OPTION...] [FILE...]",
    sortOptions = false)
public final class AskProgram implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--model",
      required = true,
      order = 1,
      paramLabel = "DIR",
      description =
          "Directory of the language model: longctx.json and the files it lists, as tools/export"
              + " writes them.")
  private Path model = Path.of("");

  @Option(
      names = "--question",
      required = true,
      order = 2,
      paramLabel = "TEXT",
      description = "The question; may be given several times, for the same documents.")
  private List<String> questions = new ArrayList<>();

  @Mixin private CompressionOptions compression = new CompressionOptions();

  @Mixin private SamplingOptions sampling = new SamplingOptions();

  @Option(
      names = "--json",
      order = 20,
      description =
          "Print one JSON object a question, on a line of its own, and nothing else: answer,"
              + " candidates, evidence (start and end are UTF-16 code units of the file's text, end"
              + " excluded), tokens, seconds; with --align, each candidate's reward.")
  private boolean json;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "The documents. Without any, and where FILE is -, reads standard input.")
  private List<String> files = new ArrayList<>();

  /** A program to be filled in from the command line. */
  public AskProgram() {}

  @Override
  public Integer call() throws IOException {
    List<String> names = files.isEmpty() ? List.of(DocumentFiles.STANDARD_INPUT) : files;
    checkUsage(names);
    List<Document> documents = new DocumentFiles(System.in).read(names);
    try (ModelFiles loaded = ModelFiles.load(model);
        Compressor compressor = compression.open();
        Policy policy = policy(loaded, compressor)) {
      LongContext longctx = pipeline(policy, compressor, loaded);
      for (String question : questions) {
        print(question, longctx.ask(question, documents));
      }
    }
    return ExitCode.OK;
  }

  /** Before any work, so that wrong usage costs none. */
  private void checkUsage(List<String> names) {
    try {
      compression.check();
      sampling.configure();
      if (questions.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException("--question: expected a text, found a blank one");
      }
      if (new HashSet<>(names).size() < names.size()) {
        throw new IllegalArgumentException("expected each FILE once, found one twice in " + names);
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw usage(e);
    }
  }

  private Policy policy(ModelFiles loaded, @Nullable Compressor compressor) {
    Overlong cut = Overlong.headAndTail();
    Overlong rule = compressor == null ? cut : Overlong.compress(compressor).orElse(cut);
    try {
      return sampling.configure().model(loaded.languageModel()).overlong(rule).build();
    } catch (IllegalStateException e) {
      // The model has fewer positions than --max-tokens asks for.
      throw usage(e);
    }
  }

  private LongContext pipeline(Policy policy, @Nullable Compressor compressor, ModelFiles loaded) {
    LongContext.Builder pipeline = LongContext.builder().policy(policy).listener(listener());
    if (compressor != null) {
      pipeline.compressor(compressor).budget(compression.budget());
    }
    if (compression.aligns()) {
      pipeline.aligner(loaded.aligner());
    }
    return pipeline.build();
  }

  private LongContextListener listener() {
    return json
        ? LongContextListener.NONE
        : new StreamPrinter(spec.commandLine().getErr(), Terminal.isErrorStream());
  }

  private void print(String question, Answer answer) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonAnswer.of(question, answer));
    } else {
      AnswerReport.of(question, answer).forEach(out::println);
    }
    if (out.checkError()) {
      throw new IOException("standard output could not be written to the end");
    }
  }

  private ParameterException usage(RuntimeException e) {
    String message = SamplingOptions.named(String.valueOf(e.getMessage()));
    return new ParameterException(spec.commandLine(), message, e);
  }
}

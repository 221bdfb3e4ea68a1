package dev.longctx.examples.throughput;

import ai.onnxruntime.OrtException;
import dev.longctx.api.Document;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.CompressionStats;
import dev.longctx.api.compression.Unchanged;
import dev.longctx.compress.CriticCompressor;
import dev.longctx.examples.documents.DocumentFiles;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.critic.Critic;
import dev.longctx.onnx.critic.CriticPrompt;
import dev.longctx.onnx.critic.CriticSession;
import dev.longctx.onnx.critic.Critics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how much of the engine's own speed is left in a whole compression. */
@Command(
    name = "throughput",
    description = {
      "Compresses a text, runs as many windows of the same length through ONNX Runtime alone, in"
          + " turns, and prints how the two compare.",
      ""
    },
    sortOptions = false)
public final class ThroughputProgram implements Callable<Integer> {

  private static final String QUERY = "Who has the power to declare war?";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--critic",
      order = 1,
      paramLabel = "DIR",
      description = "Directory of another critic than the English one.")
  private @Nullable Path directory;

  @Option(
      names = "--characters",
      order = 2,
      paramLabel = "N",
      description = "Repeat the text up to so many characters; ${DEFAULT-VALUE} by default.",
      defaultValue = "100000")
  private int characters = 1;

  @Option(
      names = "--rounds",
      order = 3,
      paramLabel = "N",
      description = "Measured rounds, after one that is not; ${DEFAULT-VALUE} by default.",
      defaultValue = "5")
  private int rounds = 1;

  @Option(
      names = "--workers",
      order = 4,
      paramLabel = "N",
      description = "Windows at once; by default one a processor.")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Parameters(paramLabel = "FILE", description = "The text, in UTF-8.")
  private String file = "";

  /** A program to be filled in from the command line. */
  public ThroughputProgram() {}

  @Override
  public Integer call() throws IOException, OrtException {
    atLeastOne("--characters", characters);
    atLeastOne("--rounds", rounds);
    atLeastOne("--workers", workers);
    Critic critic = directory == null ? Critics.english() : Critic.load(directory);
    String text = repeated(new DocumentFiles(System.in).read(List.of(file)).get(0).text());
    CompressionRequest request =
        CompressionRequest.builder()
            .query(QUERY)
            .document(Document.of("text", text))
            .budget(Budget.keepRatio(0.1))
            .build();
    double[] whole = new double[rounds];
    double[] bare = new double[rounds];
    try (CriticCompressor compressor =
            CriticCompressor.builder().critic(critic).workers(workers).build();
        CriticSession session = critic.open(OnnxOptions.builder().build());
        BareEngine engine = BareEngine.open(critic, directory, workers)) {
      CompressionStats stats = scored(compressor.compress(request));
      CriticPrompt prompt = session.prompt(request.instruction().text(), QUERY);
      Windows windows = Windows.like(stats, session, prompt, text);
      engine.run(windows.ids(), windows.promptTokens());
      for (int i = 0; i < rounds; i++) {
        whole[i] = seconds(() -> compressor.compress(request));
        bare[i] = seconds(() -> engine.run(windows.ids(), windows.promptTokens()));
      }
      print(text, stats, whole, bare);
    }
    return ExitCode.OK;
  }

  private CompressionStats scored(Compression result) throws IOException {
    if (result.stats().windows() == 0) {
      String why = result instanceof Unchanged unchanged ? unchanged.detail() : "nothing to score";
      throw new IOException(file + ": expected a text that the critic can score, found: " + why);
    }
    return result.stats();
  }

  private void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), option + ": expected at least 1, found " + value);
    }
  }

  private void print(String text, CompressionStats stats, double[] whole, double[] bare) {
    double mine = median(whole);
    double least = median(bare);
    spec.commandLine()
        .getOut()
        .printf(
            "text        %,d characters, %,d windows, %,d tokens of the critic%n"
                + "compress    %.3f s%n"
                + "bare engine %.3f s%n"
                + "share       %.1f %% of the bare engine's throughput (medians of %d)%n",
            text.length(),
            stats.windows(),
            stats.criticTokens(),
            mine,
            least,
            100 * least / mine,
            rounds);
  }

  private String repeated(String text) throws IOException {
    if (text.isBlank()) {
      throw new IOException(file + ": expected a text, found none");
    }
    StringBuilder all = new StringBuilder();
    while (all.length() < characters) {
      all.append(text).append("\n\n");
    }
    return all.substring(0, characters);
  }

  private static double seconds(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}

package dev.longctx.examples.training.warmup;

import dev.longctx.onnx.tokenizer.HuggingFaceTokenizer;
import dev.longctx.train.DecoderConfig;
import dev.longctx.train.TorchPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the policy that the program align begins with. */
@Command(
    name = "warm-up",
    description = {
      "Trains a small policy from random weights to answer questions about generated documents,",
      "from contexts of at most 128 tokens. Whether it gets there depends on the seed; where it does",
      "not, the program says so."
    })
public final class WarmUpProgram implements Callable<Integer> {

  private static final List<String> TOKENIZER = List.of("tokenizer.json", "tokenizer_config.json");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--like",
      required = true,
      paramLabel = "DIR",
      description = "A Hugging Face directory whose config.json and tokenizer are used.")
  private Path like = Path.of("");

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where the policy is written, in the same layout.")
  private Path output = Path.of("");

  @Option(names = "--seed", description = "Seed of weights and lessons (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--most-steps", description = "Steps to learn in (${DEFAULT-VALUE}).")
  private int mostSteps = 5000;

  @Override
  public Integer call() throws IOException {
    DecoderConfig config = DecoderConfig.read(like.resolve("config.json"));
    PrintWriter out = spec.commandLine().getOut();
    try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(like)) {
      Lessons lessons = new Lessons(tokenizer);
      try (TorchPolicy policy = TorchPolicy.random(config, seed)) {
        WarmUp warmUp = new WarmUp(policy, lessons, seed, line -> show(out, line));
        int steps = warmUp.learn(mostSteps);
        if (!warmUp.hasLearned()) {
          out.println();
          out.println("not learned after " + steps + " steps; try another seed");
          return 1;
        }
        policy.save(output);
      }
      for (String file : TOKENIZER) {
        Files.copy(like.resolve(file), output.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    out.println();
    out.println("written to " + output);
    return 0;
  }

  private static void show(PrintWriter out, String line) {
    out.print("\r" + line);
    out.flush();
  }
}

package dev.longctx.examples.ask;

import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compressor;
import dev.longctx.compress.CriticCompressor;
import dev.longctx.onnx.critic.Critic;
import dev.longctx.onnx.critic.Critics;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how far the documents are compressed before the model reads them. */
final class CompressionOptions {

  @Option(
      names = "--critic",
      order = 3,
      paramLabel = "DIR",
      description =
          "Directory of another critic than the English one that comes along: longctx.json and the"
              + " files it lists.")
  private @Nullable Path critic;

  @Option(
      names = "--tokens",
      order = 4,
      paramLabel = "N",
      description =
          "Keep at most N of the model's tokens of the documents; by default the critic decides. A"
              + " text that is still too long for the model is compressed further.")
  private @Nullable Integer tokens;

  @Option(
      names = "--no-compression",
      order = 5,
      description =
          "Let the model read the documents whole, or their head and tail where they are too long"
              + " for it.")
  private boolean off;

  @Option(
      names = "--align",
      order = 10,
      description =
          "Say how likely each answer is under the whole documents and under what was kept of them,"
              + " as SimPO rewards: a small gap means that nothing was lost that it needs. Costs a"
              + " reading of the whole documents.")
  private boolean align;

  /** What ends in wrong usage, before any work. */
  void check() {
    budget();
    if (off && (critic != null || tokens != null || align)) {
      String option = critic != null ? "--critic" : tokens != null ? "--tokens" : "--align";
      throw new IllegalArgumentException(option + " does not go with --no-compression");
    }
  }

  /** Whether answers are compared with the whole documents. */
  boolean aligns() {
    return align;
  }

  Budget budget() {
    if (tokens == null) {
      return Budget.criticDecides();
    }
    if (tokens < 1) {
      throw new IllegalArgumentException("--tokens: expected at least 1, found " + tokens);
    }
    return Budget.tokens(tokens);
  }

  /** The compressor, or null for none. */
  @Nullable Compressor open() {
    if (off) {
      return null;
    }
    return CriticCompressor.builder()
        .critic(critic == null ? Critics.english() : Critic.load(critic))
        .build();
  }
}

package dev.longctx.onnx.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.api.Cancellation;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.onnx.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checkpoints that {@code tools/export} wrote, each beside its {@code golden.json} from
 * transformers, in the folder that {@code longctx.exported} names.
 */
class ExportedCheckpointsTest {

  private static final double TOLERANCE = 1e-3;

  @Test
  void agreeWithTransformers() throws IOException {
    Path folder = Path.of(System.getProperty("longctx.exported", "no such folder"));
    assumeTrue(Files.isDirectory(folder), "needs -Dlongctx.exported with exported checkpoints");
    try (Stream<Path> directories = Files.list(folder)) {
      for (Path directory : directories.sorted().toList()) {
        check(directory);
      }
    }
  }

  private static void check(Path directory) {
    double worst = 0;
    try (OnnxCausalLm model = OnnxCausalLm.load(directory)) {
      for (JsonNode golden : Fixtures.json(directory.resolve("golden.json")).get("cases")) {
        worst = Math.max(worst, checkScores(model, golden));
        checkGreedy(model, golden);
      }
    }
    System.out.printf("%s: largest relative difference %.1e%n", directory.getFileName(), worst);
  }

  private static double checkScores(OnnxCausalLm model, JsonNode golden) {
    int[] ids = Fixtures.ints(golden.get("input_ids"));
    float[] expected = Fixtures.floats(golden.get("token_logprobs"));
    TokenSequence sequence =
        new TokenSequence(Arrays.copyOf(ids, 1), Arrays.copyOfRange(ids, 1, ids.length));
    float[] found = model.logProbs(List.of(sequence), new Cancellation()).get(0);
    double worst = 0;
    for (int i = 0; i < found.length; i++) {
      double scale = Math.max(1, Math.abs(expected[i]));
      assertThat((double) found[i]).isCloseTo(expected[i], within(TOLERANCE * scale));
      worst = Math.max(worst, Math.abs(found[i] - expected[i]) / scale);
    }
    return worst;
  }

  private static void checkGreedy(OnnxCausalLm model, JsonNode golden) {
    int[] expected = Fixtures.ints(golden.get("greedy_ids"));
    Completion found =
        model
            .generate(
                GenerationRequest.builder()
                    .prompt(Prompt.tokens(Fixtures.ints(golden.get("input_ids"))))
                    .maxTokens(expected.length)
                    .build())
            .completions()
            .get(0);
    int[] ids = found.tokens().ids();
    assertThat(ids).isNotEmpty().isEqualTo(Arrays.copyOf(expected, ids.length));
  }
}

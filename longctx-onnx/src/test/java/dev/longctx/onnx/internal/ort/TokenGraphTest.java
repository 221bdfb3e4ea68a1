package dev.longctx.onnx.internal.ort;

import static dev.longctx.onnx.testing.OnnxWriter.FLOAT;
import static dev.longctx.onnx.testing.OnnxWriter.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.Device;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.internal.files.GraphFile;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.testing.OnnxWriter;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenGraphTest {

  private static final int[] NOTHING = {};

  private static TokenGraph open(byte[] onnx, String output, int columns) {
    GraphContract contract = new GraphContract("model.onnx", Map.of(output, columns));
    return TokenGraph.open(
        new GraphFile("model.onnx", onnx, null), OnnxOptions.defaults(), contract);
  }

  private static float[] run(TokenGraph graph, String output, List<TokenBatch.Row> rows, int pad) {
    return graph.run(
        TokenBatch.of(rows, pad),
        new Cancellation(),
        outputs -> {
          FloatBuffer values = Objects.requireNonNull(outputs.get(output));
          float[] copy = new float[values.remaining()];
          values.get(copy);
          return copy;
        });
  }

  private static TokenBatch.Row row(int... ids) {
    return new TokenBatch.Row(NOTHING, ids, NOTHING, 0);
  }

  private static double largestDifference(float[] found, int row, int length, JsonNode logits) {
    double largest = 0;
    for (int token = 0; token < logits.size(); token++) {
      for (int c = 0; c < 4; c++) {
        double expected = logits.get(token).get(c).doubleValue();
        double actual = found[(row * length + token) * 4 + c];
        largest = Math.max(largest, Math.abs(actual - expected));
      }
    }
    return largest;
  }

  private static double checkGolden(JsonNode golden) {
    List<TokenBatch.Row> rows = new ArrayList<>();
    golden.get("cases").forEach(test -> rows.add(row(Fixtures.ints(test.get("input_ids")))));
    byte[] onnx = Fixtures.bytes(Fixtures.critic("tiny-cprs").resolve("model.onnx"));
    double largest = 0;
    try (TokenGraph graph = open(onnx, "bio_logits", 4)) {
      int length = TokenBatch.of(rows, 0).length();
      for (int pad : new int[] {0, 77}) {
        float[] padded = run(graph, "bio_logits", rows, pad);
        for (int i = 0; i < rows.size(); i++) {
          JsonNode logits = golden.get("cases").get(i).get("logits");
          float[] alone = run(graph, "bio_logits", rows.subList(i, i + 1), pad);
          largest = Math.max(largest, largestDifference(alone, 0, rows.get(i).size(), logits));
          largest = Math.max(largest, largestDifference(padded, i, length, logits));
        }
      }
    }
    return largest;
  }

  @Test
  void logitsAreGoldenAloneAndPaddedOnTheRight() {
    assertThat(checkGolden(Fixtures.golden("tiny-cprs"))).isLessThan(1e-4);
  }

  @Test
  void logitsAreThoseOfTheReferenceCheckpoint() {
    Path shared = Path.of(System.getProperty("longctx.shared", "../../shared"));
    Path golden = shared.resolve("models/tiny-random-cprs/golden.json");
    assumeTrue(Files.exists(golden), "needs the reference values at " + golden);
    double largest = checkGolden(Fixtures.json(golden));
    System.out.println("largest difference from the reference logits: " + largest);
    assertThat(largest).isLessThan(1e-4);
  }

  private static OnnxWriter inputs() {
    return new OnnxWriter()
        .input("input_ids", INT64, -1, -2)
        .input("attention_mask", INT64, -1, -2);
  }

  /** A graph that returns its ids as floats, one column. */
  private static OnnxWriter identity() {
    return inputs()
        .constant("axis", 2)
        .node("Cast", "floats", OnnxWriter.attribute("to", FLOAT), "input_ids")
        .node("Unsqueeze", "logits", "floats", "axis")
        .output("logits", FLOAT, -1, -2, 1);
  }

  @Test
  void runsAGraphThatWasWrittenByHand() {
    try (TokenGraph graph = open(identity().toBytes(), "logits", 1)) {
      TokenBatch.Row framed = new TokenBatch.Row(new int[] {1, 2}, new int[] {3}, new int[] {4}, 0);
      assertThat(run(graph, "logits", List.of(framed, row(9)), 7))
          .containsExactly(new float[] {1, 2, 3, 4, 9, 7, 7, 7}, within(0f));
    }
  }

  @Test
  void fillsTokenTypesAndPositionsWhereTheGraphHasThem() {
    byte[] onnx =
        inputs()
            .input("token_type_ids", INT64, -1, -2)
            .input("position_ids", INT64, -1, -2)
            .constant("axis", 2)
            .constant("hundred", 100)
            .constant("ten", 10)
            .node("Mul", "types", "token_type_ids", "hundred")
            .node("Mul", "mask", "attention_mask", "ten")
            .node("Add", "sum", "types", "mask")
            .node("Add", "all", "sum", "position_ids")
            .node("Cast", "floats", OnnxWriter.attribute("to", FLOAT), "all")
            .node("Unsqueeze", "logits", "floats", "axis")
            .output("logits", FLOAT, -1, -2, 1)
            .toBytes();
    try (TokenGraph graph = open(onnx, "logits", 1)) {
      TokenBatch.Row pair = new TokenBatch.Row(new int[] {1, 1}, new int[] {1}, new int[] {1}, 1);
      assertThat(run(graph, "logits", List.of(pair, row(1)), 0))
          .containsExactly(new float[] {10, 11, 112, 113, 10, 1, 2, 3}, within(0f));
    }
  }

  private static AbstractThrowableAssert<?, ?> opening(OnnxWriter graph) {
    return assertThatThrownBy(() -> open(graph.toBytes(), "logits", 1))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model.onnx: expected ");
  }

  @Test
  void refusesGraphsWithOtherInputs() {
    opening(identity().input("pixel_values", FLOAT, -1, -2))
        .hasMessageContaining("pixel_values")
        .hasMessageContaining("inputs input_ids and attention_mask");
    opening(
            new OnnxWriter()
                .input("input_ids", INT64, -1, -2)
                .node("Cast", "logits", OnnxWriter.attribute("to", FLOAT), "input_ids")
                .output("logits", FLOAT, -1, -2))
        .hasMessageContaining("found [input_ids]");
  }

  @Test
  void refusesOutputsOfAnotherKind() {
    opening(
            inputs()
                .node("Cast", "logits", OnnxWriter.attribute("to", FLOAT), "input_ids")
                .output("logits", FLOAT, -1, -2))
        .hasMessageContaining("output logits to be a tensor of FLOAT with 3 dimensions");
    opening(
            inputs()
                .constant("axis", 2)
                .node("Unsqueeze", "logits", "input_ids", "axis")
                .output("logits", INT64, -1, -2, 1))
        .hasMessageContaining("output logits to be a tensor of FLOAT with 3 dimensions");
  }

  @Test
  void refusesFixedShapes() {
    opening(
            new OnnxWriter()
                .input("input_ids", INT64, 1, 128)
                .input("attention_mask", INT64, 1, 128)
                .constant("axis", 2)
                .node("Cast", "floats", OnnxWriter.attribute("to", FLOAT), "input_ids")
                .node("Unsqueeze", "logits", "floats", "axis")
                .output("logits", FLOAT, 1, 128, 1))
        .hasMessageContaining("to leave batch and length open, found [1, 128]");
  }

  @Test
  void refusesOperatorsThatNobodyKnows() {
    opening(inputs().node("StealSecrets", "logits", "input_ids").output("logits", FLOAT, -1, -2, 1))
        .hasMessageContaining("a model that ONNX Runtime can open, found: ");
  }

  @Test
  void reportsAnOutputWithMoreColumnsThanItsGraphSays() {
    byte[] onnx =
        inputs()
            .constant("axis", 2)
            .node("Cast", "floats", OnnxWriter.attribute("to", FLOAT), "input_ids")
            .node("Unsqueeze", "one", "floats", "axis")
            .constant("single", 1)
            .node("ReduceMax", "max", OnnxWriter.attribute("keepdims", 0), "input_ids")
            .node("Reshape", "columns", "max", "single")
            .node("Concat", "shape", OnnxWriter.attribute("axis", 0), "single", "single", "columns")
            .node("Expand", "logits", "one", "shape")
            .output("logits", FLOAT, -1, -2, -3)
            .toBytes();
    try (TokenGraph graph = open(onnx, "logits", 1)) {
      assertThatThrownBy(() -> run(graph, "logits", List.of(row(1, 2)), 0))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("model.onnx: expected a run over 1 windows of 2 tokens");
    }
  }

  @Test
  void readsExternalDataWithoutReadingTheModelAgain(@TempDir Path folder) throws IOException {
    Path critic = Fixtures.critic("tiny-cprs-external");
    Files.copy(critic.resolve("model.onnx.data"), folder.resolve("model.onnx.data"));
    byte[] onnx = Fixtures.bytes(critic.resolve("model.onnx"));
    GraphContract contract = new GraphContract("model.onnx", Map.of("bio_logits", 4));
    TokenGraph.open(new GraphFile("model.onnx", onnx, folder), OnnxOptions.defaults(), contract)
        .close();
  }

  @Test
  void namesTheArtifactThatCudaNeeds() {
    assumeTrue(
        !OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "this engine has CUDA");
    OnnxOptions cuda = OnnxOptions.builder().device(Device.cuda(0)).build();
    GraphContract contract = new GraphContract("model.onnx", Map.of("logits", 1));
    assertThatThrownBy(
            () ->
                TokenGraph.open(
                    new GraphFile("model.onnx", identity().toBytes(), null), cuda, contract))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "device cuda:0: expected the artifact com.microsoft.onnxruntime:onnxruntime_gpu");
  }
}

package dev.longctx.onnx.lm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.Device;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.testing.ModelCopy;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CausalLmDirectoryTest {

  @TempDir private Path folder;

  private ModelCopy copy() {
    return ModelCopy.ofModel("tiny-lm-gqa", folder);
  }

  private static void assertRefused(ModelCopy copy, String... messages) {
    var refusal =
        assertThatThrownBy(() -> OnnxCausalLm.load(copy.directory()))
            .isInstanceOf(ModelException.class);
    for (String message : messages) {
      refusal.hasMessageContaining(message);
    }
  }

  static Stream<Arguments> manifests() {
    return Stream.of(
        Arguments.of(
            "format: expected longctx-lm/1, found longctx-critic/1",
            edit(root -> root.put("format", "longctx-critic/1"))),
        Arguments.of(
            "cache: expected one of plain, group_query, found \"ring\"",
            edit(root -> root.put("cache", "ring"))),
        Arguments.of("layers: expected an integer from 1", edit(root -> root.put("layers", 0))),
        Arguments.of("expected no other keys than", edit(root -> root.put("extra", 1))),
        Arguments.of(
            "tokenizer: expected one for beginToken and endTokens, found none",
            edit(root -> root.remove("tokenizer"))),
        Arguments.of(
            "expected a path listed in files, found other.json",
            edit(root -> root.put("tokenizer", "other.json"))),
        Arguments.of(
            "expected an input past_key_values.2.key", edit(root -> root.put("layers", 3))),
        Arguments.of("expected no other inputs than", edit(root -> root.put("layers", 1))),
        Arguments.of(
            "GroupQueryAttention for the cache form PLAIN, found the contrary",
            edit(root -> root.put("cache", "plain"))),
        Arguments.of("for 2000000000 layers", edit(root -> root.put("layers", 2_000_000_000))),
        Arguments.of(
            "expected 400 as dimension 2, found 320", edit(root -> root.put("vocabulary", 400))),
        Arguments.of(
            "expected ids below the vocabulary of 300", edit(root -> root.put("vocabulary", 300))),
        Arguments.of(
            "expected a token <nothing>, found none",
            edit(root -> root.putArray("endTokens").add("<nothing>"))));
  }

  private static Consumer<ObjectNode> edit(Consumer<ObjectNode> edit) {
    return edit;
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void refusesManifestsThatDoNotFit(String message, Consumer<ObjectNode> edit) {
    assertRefused(copy().manifest(edit), message);
  }

  @Test
  void refusesFilesThatWereChanged() {
    ModelCopy copy = copy();
    byte[] weights = copy.bytes("model.onnx.data");
    weights[100] ^= 1;
    assertRefused(copy.write("model.onnx.data", weights), "model.onnx.data: expected sha256");
  }

  @Test
  void refusesBytesThatAreNoModel() {
    assertRefused(
        copy().writeListed("model.onnx", "not a model at all".getBytes(UTF_8)), "model.onnx");
  }

  @Test
  void refusesAGraphOfAnotherKind() {
    byte[] critic = Fixtures.bytes(Fixtures.critic("tiny-none").resolve("model.onnx"));
    assertRefused(
        copy().writeListed("model.onnx", critic),
        "model.onnx: expected a graph with GroupQueryAttention");
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    assertThatThrownBy(() -> OnnxCausalLm.load(folder.resolve("none")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected a language model's directory, found none");
    assertThatThrownBy(() -> OnnxCausalLm.load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("longctx.json: expected a readable file, found no such file");
  }

  @Test
  void saysWhichVariantsThereAre() {
    CausalLmOptions cuda =
        CausalLmOptions.builder()
            .onnx(OnnxOptions.builder().device(Device.cuda(0)).build())
            .build();
    assertThatThrownBy(() -> OnnxCausalLm.load(Fixtures.model("tiny-lm-gqa"), cuda))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("language model tiny-lm-gqa: expected a variant for cuda, found");
  }
}

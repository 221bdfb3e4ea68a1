package dev.longctx.onnx.critic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.ModelVariant;
import dev.longctx.onnx.testing.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

  private static final Path MANIFEST = Fixtures.critic("tiny-cprs-lm").resolve("longctx.json");

  private static String edited(Consumer<ObjectNode> edit) {
    ObjectNode root = (ObjectNode) Fixtures.json(MANIFEST);
    edit.accept(root);
    return root.toString();
  }

  private static AbstractThrowableAssert<?, ?> reading(String json) {
    return assertThatThrownBy(() -> ManifestReader.read(json.getBytes(UTF_8), "longctx.json"))
        .isInstanceOf(ModelException.class);
  }

  private static AbstractThrowableAssert<?, ?> reading(Consumer<ObjectNode> edit) {
    return reading(edited(edit));
  }

  @Test
  void readsEveryPart() {
    CriticManifest manifest = ManifestReader.read(Fixtures.bytes(MANIFEST), "longctx.json");
    assertThat(manifest.name()).isEqualTo("tiny-cprs-lm");
    assertThat(manifest.labelScheme()).isEqualTo(LabelScheme.BIOE);
    assertThat(manifest.template()).isEqualTo(PromptTemplate.CHATML_CONTEXT);
    assertThat(manifest.tagWords()).containsExactly("needle", "fact", "chain", "outside");
    assertThat(manifest.variant("cpu")).map(ModelVariant::file).contains("model.onnx");
    assertThat(manifest.variant("cuda")).isEmpty();
    assertThat(manifest.file("tokenizer.json")).isPresent();
    assertThat(manifest.license()).isNotBlank();
    assertThat(manifest.provenance()).containsKey("tool");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          format        | "longctx-critic/2" | expected longctx-critic/1, found longctx-critic/2
          name          | ""                 | expected a text, found ""
          name          | 7                  | expected a text, found 7
          windowTokens  | 0                  | expected an integer from 1 to 2147483647, found 0
          windowTokens  | 2147483648         | expected an integer from 1 to 2147483647, found 2147483648
          windowTokens  | 12.5               | expected an integer from 1 to 2147483647, found 12.5
          windowTokens  | "256"              | expected an integer from 1 to 2147483647, found "256"
          windowTokens  | 1000000            | expected 1 to maxPositions
          threshold     | 1.01               | expected a number from 0 to 1, found 1.01
          threshold     | "NaN"              | expected a number from 0 to 1, found "NaN"
          labels        | []                 | expected an object, found []
          variants      | []                 | expected a list of objects, found []
          variants      | {}                 | expected a list of objects, found {}
          files         | [1]                | expected a list of objects, found 1
          provenance    | {"a": 1}           | a: expected a text, found 1
          license       | null               | expected a text, found nothing
          surprise      | 1                  | expected no other keys than
          """)
  void refusesWrongValues(String key, String value, String message) {
    String json = edited(root -> root.putPOJO(key, null));
    reading(json.replace("\"" + key + "\":null", "\"" + key + "\":" + value))
        .hasMessageStartingWith("longctx.json: ")
        .hasMessageContaining(message);
  }

  @Test
  void refusesWrongLabels() {
    reading(root -> ((ObjectNode) root.get("labels")).put("scheme", "BIOES"))
        .hasMessageContaining("expected one of BIOE, KEEP_DROP, KEEP_SCORE, found \"BIOES\"");
    reading(root -> ((ObjectNode) root.get("labels")).putArray("names").add("I").add("B"))
        .hasMessageContaining("expected those of BIOE, found [I, B]");
  }

  @Test
  void refusesAHeadWithoutItsOutsideWord() {
    reading(root -> ((ObjectNode) root.at("/graph/lmLogits")).put("outside", "none"))
        .hasMessageContaining("expected one of [needle, fact, chain, outside], found none");
  }

  @Test
  void refusesDynamicInt8OnCuda() {
    reading(
            root ->
                ((ObjectNode) root.at("/variants/0"))
                    .put("device", "cuda")
                    .put("quantisation", "dynamic_int8"))
        .hasMessageContaining("dynamic int8 runs on the cpu only");
  }

  @Test
  void refusesAPromptWithoutItsTokens() {
    reading(root -> root.putObject("prompt").put("template", "PAIR"))
        .hasMessageContaining("prompt: expected begin and end for PAIR, found null and null");
  }

  @Test
  void refusesTwoVariantsForADeviceAndAFileListedTwice() {
    reading(root -> root.withArray("variants").add(root.at("/variants/0").deepCopy()))
        .hasMessageContaining("variants: device: expected once, found again cpu");
    reading(root -> root.withArray("files").add(root.at("/files/0").deepCopy()))
        .hasMessageContaining("files: path: expected once, found again model.onnx");
  }

  @Test
  void refusesDuplicateKeysTrailingTextAndDepth() {
    String json = edited(root -> {});
    reading(json.replaceFirst("\\{", "{\"name\":\"a\",")).hasMessageContaining("Duplicate field");
    reading(json + "{}").hasMessageContaining("expected a JSON object");
    reading("[".repeat(100_000)).hasMessageContaining("expected a JSON object");
    reading("3").hasMessageContaining("expected a JSON object, found number");
    reading("").hasMessageContaining("expected a JSON object");
  }

  @Test
  void refusesAHugeManifest(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("longctx.json"), " ".repeat((1 << 20) + 1));
    assertThatThrownBy(() -> Critic.load(directory))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("longctx.json: expected at most 1048576 bytes, found more");
  }
}

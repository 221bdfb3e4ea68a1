package dev.longctx.onnx.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.ModelException;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.testing.MemoryWeights;
import dev.longctx.onnx.testing.ModelCopy;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausalLmExportTest {

  @TempDir private Path folder;

  private static MemoryWeights weights(String name) {
    return MemoryWeights.of(Fixtures.model(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-plain", "tiny-lm-gqa"})
  void writesTheBytesThatTheExportToolWrites(String name) throws IOException {
    Path target = folder.resolve("new/policy");
    Path expected = Fixtures.model(name + "-other");
    CausalLmExport.write(Fixtures.model(name), weights(name + "-other"), target);
    List<String> files =
        List.of("model.onnx", "model.onnx.data", "tokenizer.json", "tokenizer_config.json");
    for (String file : files) {
      assertThat(Fixtures.bytes(target.resolve(file)))
          .as(file)
          .isEqualTo(Fixtures.bytes(expected.resolve(file)));
    }
    try (Stream<Path> all = Files.list(target)) {
      assertThat(all).hasSize(files.size() + 1);
    }
    try (OnnxCausalLm written = OnnxCausalLm.load(target);
        OnnxCausalLm exported = OnnxCausalLm.load(expected)) {
      assertThat(written.manifest().files()).isEqualTo(exported.manifest().files());
      assertThat(written.manifest().name()).isEqualTo("policy");
      assertThat(written.manifest().endTokens()).isEqualTo(exported.manifest().endTokens());
    }
  }

  @Test
  void writesWeightsIntoTheModelsOwnFile() {
    MemoryWeights other = weights("tiny-lm-embedded");
    other.values("lm_head.weight")[7] = 42;
    other.values("model.layers.0.self_attn.q_proj.bias")[3] = -1;
    Path target = folder.resolve("policy");
    CausalLmExport.write(Fixtures.model("tiny-lm-embedded"), other, target);
    MemoryWeights written = MemoryWeights.of(target);
    assertThat(written.names()).isEqualTo(other.names());
    other.names().forEach(n -> assertThat(written.values(n)).as(n).isEqualTo(other.values(n)));
    assertThat(Fixtures.bytes(target.resolve("model.onnx")))
        .hasSameSizeAs(Fixtures.bytes(Fixtures.model("tiny-lm-embedded").resolve("model.onnx")));
    OnnxCausalLm.load(target).close();
  }

  @Test
  void theManifestSaysWhereTheWeightsCameFrom() {
    Path target = folder.resolve("policy");
    Map<String, String> more = Map.of("training", "20 steps", "source", "ours");
    CausalLmExport.write(
        Fixtures.model("tiny-lm-gqa"), weights("tiny-lm-gqa-other"), target, "aligned", more);
    try (OnnxCausalLm model = OnnxCausalLm.load(target)) {
      assertThat(model.manifest().name()).isEqualTo("aligned");
      assertThat(model.manifest().license()).isEqualTo("Apache-2.0");
      assertThat(model.manifest().provenance())
          .containsEntry("weights", "written over those of tiny-lm-gqa")
          .containsEntry("training", "20 steps")
          .containsEntry("source", "ours")
          .containsEntry("tool", "longctx-export 0.1.0");
    }
  }

  @Test
  void leavesWhatStandsThereAlone() throws IOException {
    Path target = Files.createDirectory(folder.resolve("policy"));
    assertRefused(
        Fixtures.model("tiny-lm-gqa"),
        weights("tiny-lm-gqa"),
        target,
        "expected a path that does not exist yet");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void refusesWeightsThatDoNotFitAndWritesNothing() {
    assertRefused(
        Fixtures.model("tiny-lm-gqa"),
        weights("tiny-lm-gqa").remove("model.norm.weight"),
        folder.resolve("policy"),
        "missing: [model.norm.weight]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-lm-fp16", "tiny-lm-dynamic-int8"})
  void refusesTemplatesOfOtherPrecision(String name) {
    assertRefused(
        Fixtures.model(name), new MemoryWeights(), folder.resolve("policy"), "fp32 graph");
  }

  @Test
  void refusesADamagedTemplate() throws IOException {
    ModelCopy copy = ModelCopy.ofModel("tiny-lm-gqa", folder);
    byte[] data = copy.bytes("model.onnx.data");
    data[5]++;
    copy.write("model.onnx.data", data);
    Path target = folder.resolve("policy");
    assertThatThrownBy(() -> CausalLmExport.write(copy.directory(), weights("tiny-lm-gqa"), target))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("sha256");
    assertThat(target).doesNotExist();
  }

  @Test
  void aFailureInTheMiddleLeavesNothingBehind() {
    MemoryWeights other = weights("tiny-lm-gqa-other");
    Weights failing =
        new Weights() {
          @Override
          public Set<String> names() {
            return other.names();
          }

          @Override
          public long[] shape(String name) {
            return other.shape(name);
          }

          @Override
          public void read(String name, FloatBuffer target) {
            throw new IllegalStateException("gone");
          }
        };
    Path target = folder.resolve("policy");
    assertThatThrownBy(() -> CausalLmExport.write(Fixtures.model("tiny-lm-gqa"), failing, target))
        .hasMessage("gone");
    assertThat(folder).isEmptyDirectory();
  }

  private void assertRefused(Path template, Weights weights, Path target, String message) {
    assertThatThrownBy(() -> CausalLmExport.write(template, weights, target))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("export"));
  }
}

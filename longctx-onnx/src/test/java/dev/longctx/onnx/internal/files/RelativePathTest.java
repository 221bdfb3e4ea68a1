package dev.longctx.onnx.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelativePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.onnx",
        "cpu/model.onnx",
        "a b/c.d",
        "..hidden",
        "weights..bin",
        "\uD83D\uDE00.onnx"
      })
  void acceptsPathsThatStayBelow(String path) {
    assertThat(RelativePath.isPlain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../model.onnx",
        "a/../../b",
        "a/./b",
        "a//b",
        "/etc/passwd",
        "a/",
        "C:model.onnx",
        "C:\\model.onnx",
        "a\\b",
        "\\\\host\\share",
        "a\0b",
        "a\nb",
        "file:/a",
        "model.onnx:stream",
        "*/_ORT_MEM_ADDR_/*",
        "lone\uD800",
        "a?b",
        "a|b"
      })
  void refusesPathsThatMayLeave(String path) {
    assertThat(RelativePath.isPlain(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.bin"})
  void resolvesBesideTheModel(String location) {
    assertThat(RelativePath.resolveSibling("model.onnx", location)).isEqualTo("weights.bin");
    assertThat(RelativePath.resolveSibling("a/b/model.onnx", location))
        .isEqualTo("a/b/weights.bin");
  }
}

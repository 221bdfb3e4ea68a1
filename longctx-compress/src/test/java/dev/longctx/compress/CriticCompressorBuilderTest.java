package dev.longctx.compress;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.ModelException;
import dev.longctx.api.TokenCounter;
import dev.longctx.onnx.Device;
import dev.longctx.onnx.OnnxOptions;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CriticCompressorBuilderTest {

  static Stream<Arguments> settings() {
    return Stream.of(
        setting("critic", b -> b.critic(Fixtures.critic("term-overlap"))),
        setting("device", b -> b.device(Device.cpu())),
        setting("onnx", b -> b.onnx(OnnxOptions.defaults())),
        setting("workers", b -> b.workers(1)),
        setting("batchTokens", b -> b.batchTokens(0)),
        setting("maxCharacters", b -> b.maxCharacters(1)),
        setting("windowing", b -> b.windowing(Windowing.CPRS)),
        setting("spanDecoding", b -> b.spanDecoding(SpanDecoding.DEFAULT)),
        setting("tokenCounter", b -> b.tokenCounter(TokenCounter.approximate())));
  }

  private static Arguments setting(String name, UnaryOperator<CriticCompressor.Builder> setting) {
    return Arguments.of(name, setting);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void refusesASettingGivenTwice(String name, UnaryOperator<CriticCompressor.Builder> setting) {
    CriticCompressor.Builder builder = setting.apply(CriticCompressor.builder());
    assertThatThrownBy(() -> setting.apply(builder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name + " was already given");
  }

  @Test
  void refusesADeviceBesideOptionsThatHaveTheirOwn() {
    assertThatThrownBy(
            () -> CriticCompressor.builder().onnx(OnnxOptions.defaults()).device(Device.cpu()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> CriticCompressor.builder().device(Device.cpu()).onnx(OnnxOptions.defaults()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatThrownBy(() -> CriticCompressor.builder().workers(0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> CriticCompressor.builder().batchTokens(-1))
        .hasMessageContaining("found -1");
    assertThatThrownBy(() -> CriticCompressor.builder().maxCharacters(0))
        .hasMessageContaining("found 0");
    assertThatThrownBy(() -> new SpanDecoding(0, 20, false)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> new SpanDecoding(1, 0, false)).hasMessageContaining("and 0");
  }

  @Test
  void needsACritic() {
    assertThatThrownBy(() -> CriticCompressor.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("critic");
  }

  @Test
  void saysWhichArtifactACudaDeviceNeeds() {
    // The published CPU artifact has no CUDA provider, and this fixture no CUDA variant.
    assertThatThrownBy(
            () ->
                CriticCompressor.builder()
                    .critic(Fixtures.critic("tiny-pair-int8"))
                    .device(Device.cuda(0))
                    .build())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cuda");
  }
}

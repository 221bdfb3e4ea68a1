package dev.longctx.train.internal.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.train.testing.Goldens;
import org.junit.jupiter.api.Test;

final class RotationScalingTest {

  private static final double BASE = 10000;
  private static final int HEAD = 16;

  @Test
  void givesTheFrequenciesOfTheReference() {
    assertClose(RotationScaling.linear(BASE, HEAD, 4), "linear");
    assertClose(RotationScaling.llama3(BASE, HEAD, 8, 1, 4, 128), "llama3");
    double attention = RotationScaling.yarnAttention(4);
    assertClose(RotationScaling.yarn(BASE, HEAD, 4, 32, 1, 256, attention), "yarn");
  }

  private static void assertClose(Rotation found, String kind) {
    JsonNode golden = Goldens.all().get("rotations").get(kind);
    double[] expected = Goldens.doubles(golden.get("frequencies"));
    float[] frequencies = found.frequencies();
    assertThat(frequencies).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) frequencies[i]).isCloseTo(expected[i], within(1e-6 * expected[i]));
    }
    assertThat(found.factor()).isCloseTo(golden.get("factor").asDouble(), within(1e-12));
  }

  @Test
  void tablesHoldCosinesAndSinesByPosition() {
    Rotation rotation = Rotation.of(100, 4);
    assertThat(rotation.cosines(3))
        .containsExactly(
            new float[] {1, 1, 0.5403023f, 0.9950042f, -0.41614684f, 0.9800666f}, within(1e-6f));
    assertThat(rotation.sines(2))
        .containsExactly(new float[] {0, 0, 0.84147096f, 0.099833414f}, within(1e-6f));
  }
}

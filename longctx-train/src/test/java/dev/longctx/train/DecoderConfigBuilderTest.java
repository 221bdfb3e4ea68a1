package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.longctx.train.DecoderConfig.Family;
import org.junit.jupiter.api.Test;

final class DecoderConfigBuilderTest {

  @Test
  void fillsInWhatFollows() {
    DecoderConfig config = sizes().build();

    assertThat(config.keyValueHeads()).isEqualTo(2);
    assertThat(config.headSize()).isEqualTo(4);
    assertThat(config.initialRange()).isEqualTo(0.02);
    assertThat(config.ropeScaling()).isEqualTo(new RopeScaling.None());
  }

  @Test
  void refusesWhatIsMissing() {
    DecoderConfigBuilder builder = DecoderConfig.builder().vocabulary(5);

    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessage("hidden: expected one, found none");
  }

  @Test
  void refusesASecondValueAndAWrongOneAtOnce() {
    DecoderConfigBuilder builder = DecoderConfig.builder().vocabulary(5);

    assertThatIllegalStateException().isThrownBy(() -> builder.vocabulary(5));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.layers(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.layers(5000));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.ropeTheta(Double.NaN));
  }

  @Test
  void refusesSizesThatDoNotFitTogether() {
    assertThatIllegalArgumentException().isThrownBy(() -> sizes().keyValueHeads(3).build());
  }

  private static DecoderConfigBuilder sizes() {
    return DecoderConfig.builder()
        .family(Family.QWEN3)
        .vocabulary(13)
        .hidden(8)
        .layers(2)
        .heads(2)
        .intermediate(12)
        .maxPositions(64);
  }
}

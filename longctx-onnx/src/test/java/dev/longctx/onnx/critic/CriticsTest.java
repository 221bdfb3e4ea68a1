package dev.longctx.onnx.critic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.ModelException;
import org.junit.jupiter.api.Test;

final class CriticsTest {

  @Test
  void namesTheArtifactThatIsMissing() {
    assertThatThrownBy(Critics::english)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("dev.longctx:longctx-critic-en")
        .hasMessageContaining("requires dev.longctx.critic.en");
  }
}

package dev.longctx.onnx.lm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.onnx.testing.ResidentMemory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {

  private static final int ALLOWED_KILOBYTES = 16 << 10;

  @Test
  void modelsSessionsAndCallsThatFailLeaveNothingBehind() throws Exception {
    Map<String, Integer> resident = ResidentMemory.of(ModelMemoryProgram.class);
    System.out.println("resident kilobytes: " + resident);
    for (String name : new String[] {"tiny-lm-plain", "tiny-lm-gqa"}) {
      assertThat(ResidentMemory.growth(resident, name + "-open")).isLessThan(ALLOWED_KILOBYTES);
      assertThat(ResidentMemory.growth(resident, name + "-use")).isLessThan(ALLOWED_KILOBYTES);
      assertThat(ResidentMemory.growth(resident, name + "-load")).isLessThan(ALLOWED_KILOBYTES);
    }
  }
}

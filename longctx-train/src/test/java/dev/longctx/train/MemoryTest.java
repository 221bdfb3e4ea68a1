package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.train.testing.ResidentMemory;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoryTest {

  private static final int ALLOWED_KILOBYTES = 16 << 10;

  @Test
  void policiesAndStepsLeaveNothingBehind() throws Exception {
    Map<String, Integer> resident = ResidentMemory.of(MemoryProgram.class);
    System.out.println("resident kilobytes: " + resident);
    for (String phase : new String[] {"open", "kept", "recomputed"}) {
      assertThat(ResidentMemory.growth(resident, phase)).as(phase).isLessThan(ALLOWED_KILOBYTES);
    }
  }
}

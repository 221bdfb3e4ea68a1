package dev.longctx.onnx.critic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.onnx.testing.ResidentMemory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {

  private static final int ALLOWED_KILOBYTES = 16 << 10;

  @Test
  void fiftySessionsAndTwoThousandCallsLeaveNothingBehind() throws Exception {
    Map<String, Integer> resident = ResidentMemory.of(NativeMemoryProgram.class);
    System.out.println("resident kilobytes: " + resident);
    assertThat(ResidentMemory.growth(resident, "open")).isLessThan(ALLOWED_KILOBYTES);
    assertThat(ResidentMemory.growth(resident, "label")).isLessThan(ALLOWED_KILOBYTES);
  }
}

package dev.longctx.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OnnxOptionsTest {

  @Test
  void startsWithOneQuietThreadOnTheProcessor() {
    assertThat(OnnxOptions.defaults())
        .hasToString(
            "OnnxOptions[device=Cpu[], intraOpThreads=1, spinning=false, memoryArena=true,"
                + " memoryPattern=false, verification=ALWAYS]");
  }

  @Test
  void keepsWhatItIsGiven() {
    OnnxOptions options =
        OnnxOptions.builder()
            .device(Device.cuda(2))
            .intraOpThreads(3)
            .spinning(true)
            .memoryArena(false)
            .memoryPattern(true)
            .verification(Verification.FIRST_LOAD)
            .build();
    assertThat(options)
        .hasToString(
            "OnnxOptions[device=Cuda[index=2], intraOpThreads=3, spinning=true, memoryArena=false,"
                + " memoryPattern=true, verification=FIRST_LOAD]");
  }

  @Test
  void refusesASettingThatIsGivenTwice() {
    OnnxOptions.Builder builder = OnnxOptions.builder().intraOpThreads(1);
    assertThatThrownBy(() -> builder.intraOpThreads(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("intraOpThreads is set already, found 1 and then 2");
  }

  @Test
  void refusesWrongValuesAtOnce() {
    assertThatThrownBy(() -> OnnxOptions.builder().intraOpThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("intraOpThreads must be at least 1, found 0");
    assertThatThrownBy(() -> Device.cuda(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cuda device must be at least 0, found -1");
  }
}

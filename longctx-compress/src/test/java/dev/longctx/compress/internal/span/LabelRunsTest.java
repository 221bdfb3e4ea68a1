package dev.longctx.compress.internal.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden vectors observed on QwenLong-CPRS's released functions. */
class LabelRunsTest {

  private static final int RELEASED_GAP = 20;

  static byte[] labels(String letters) {
    byte[] labels = new byte[letters.length()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) "BIOE".indexOf(letters.charAt(i));
    }
    return labels;
  }

  private static String letters(byte[] labels) {
    StringBuilder letters = new StringBuilder();
    for (byte label : labels) {
      letters.append("BIOE".charAt(label));
    }
    return letters.toString();
  }

  private static String bridged(String letters) {
    byte[] labels = labels(letters);
    LabelRuns.bridgeGaps(labels, RELEASED_GAP);
    return letters(labels);
  }

  @ParameterizedTest
  @CsvSource({
    "OOBOOOEOO, OOBIIIEOO",
    "BOOOIOOE, BIIIIIIE",
    "BOOB, BIIB",
    "BOOI, BIII",
    "IOOE, IOOE",
    "OIOOI, OIOOI",
    "OOOE, OOOE",
    "OEOO, OEOO",
    "EOOE, EOOE",
    "OOB, OOB",
    "B, B",
    "'', ''",
  })
  void bridgesGapsForwardFromABegin(String in, String out) {
    assertThat(bridged(in)).isEqualTo(out);
  }

  @Test
  void bridgesEighteenOutsideTokensButNotNineteen() {
    String eighteen = "O".repeat(18);
    String nineteen = "O".repeat(19);
    assertThat(bridged("B" + eighteen + "E")).isEqualTo("B" + "I".repeat(18) + "E");
    assertThat(bridged("B" + nineteen + "E")).isEqualTo("B" + nineteen + "E");
    assertThat(bridged("B" + "O".repeat(10) + "I" + eighteen + "E"))
        .isEqualTo("B" + "I".repeat(29) + "E");
    assertThat(bridged("B" + nineteen + "IOOOE")).isEqualTo("B" + nineteen + "IOOOE");
  }

  @Test
  void bridgesNothingWithAGapOfOne() {
    byte[] labels = labels("BOEBOI");
    LabelRuns.bridgeGaps(labels, 1);
    assertThat(letters(labels)).isEqualTo("BOEBOI");
  }

  @Test
  void anEndDoesNotCloseARunAndABeginOpensANewOne() {
    assertThat(LabelRuns.collect(labels("OOBIEIEOOO"))).containsExactly(new TokenSpan(2, 7));
    assertThat(LabelRuns.collect(labels("OOBIEBIEOO")))
        .isEqualTo(List.of(new TokenSpan(2, 5), new TokenSpan(5, 8)));
    assertThat(LabelRuns.collect(labels("IOE")))
        .containsExactly(new TokenSpan(0, 1), new TokenSpan(2, 3));
  }
}

package dev.longctx.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTextTest {

  @Test
  void leavesOrdinaryTextAlone() {
    String text = "caf\u00e9 \u6f22\u5b57\t\ud83d\udc69\u200d\ud83d\ude80\nline";
    assertThat(PrintableText.of(text)).isEqualTo(text);
  }

  @Test
  void replacesWhatATerminalObeys() {
    assertThat(PrintableText.of("a\u001B[2Jb\rc\u009Bd\u202Ee\ud800f\0"))
        .isEqualTo("a\uFFFD[2Jb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFD");
  }

  @Test
  void aLineIsShortAndOne() {
    assertThat(PrintableText.line(" one\n two ", 20)).isEqualTo("one two");
    assertThat(PrintableText.line("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 2))
        .isEqualTo("\ud83d\ude00\ud83d\ude00...");
  }
}

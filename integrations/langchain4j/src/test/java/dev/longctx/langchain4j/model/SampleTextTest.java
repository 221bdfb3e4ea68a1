package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTextTest {

  private static final String ROCKET = "\uD83D\uDE80";

  private final SampleText text = new SampleText();

  @Test
  void joinsWhatIsSaid() {
    assertThat(text.isEmpty()).isTrue();
    assertThat(text.say("a")).isEqualTo("a");
    assertThat(text.say("b")).isEqualTo("b");
    assertThat(text.end()).isEmpty();
    assertThat(text.whole()).isEqualTo("ab");
  }

  @Test
  void opensAndClosesReasoningAsOftenAsItComes() {
    assertThat(text.think("x")).isEqualTo("<think>\nx");
    assertThat(text.think("y")).isEqualTo("y");
    assertThat(text.say("a")).isEqualTo("\n</think>\n\na");
    assertThat(text.think("z")).isEqualTo("<think>\nz");
    assertThat(text.whole()).isEqualTo("<think>\nxy\n</think>\n\na<think>\nz");
  }

  @Test
  void holdsHalfACharacterBack() {
    assertThat(text.say("a" + ROCKET.charAt(0))).isEqualTo("a");
    assertThat(text.whole()).isEqualTo("a");
    assertThat(text.say(ROCKET.charAt(1) + "b")).isEqualTo(ROCKET + "b");
    assertThat(text.end()).isEmpty();
    assertThat(text.whole()).isEqualTo("a" + ROCKET + "b");
  }

  @Test
  void isNotEmptyWhileItHoldsSomethingBack() {
    assertThat(text.say(ROCKET.substring(0, 1))).isEmpty();
    assertThat(text.isEmpty()).isFalse();
  }

  @Test
  void halfACharacterAtTheEndBecomesTheReplacement() {
    String unused = text.say("a" + ROCKET.charAt(0));
    assertThat(text.end()).isEqualTo("\uFFFD");
    assertThat(text.whole()).isEqualTo("a\uFFFD");
  }
}

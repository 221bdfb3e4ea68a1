package dev.longctx.onnx.internal.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopTextsTest {

  @Test
  void holdsBackWhatMayBeginAStopText() {
    StopTexts text = new StopTexts(List.of("</end>"));
    assertThat(text.add("a <")).isEqualTo("a ");
    assertThat(text.add("/e")).isEmpty();
    assertThat(text.add("dge")).isEqualTo("</edge");
    assertThat(text.add("</en")).isEmpty();
    assertThat(text.finish()).isEqualTo("</en");
    assertThat(text.text()).isEqualTo("a </edge</en");
    assertThat(text.stopped()).isFalse();
  }

  @Test
  void cutsAtTheStopTextThatIsCompleteFirst() {
    StopTexts text = new StopTexts(List.of("four", "two"));
    assertThat(text.add("one two three four")).isEqualTo("one ");
    assertThat(text.stopped()).isTrue();
    assertThat(text.text()).isEqualTo("one ");
  }

  @Test
  void neverGivesHalfACharacter() {
    String smile = "\uD83D\uDE00";
    String other = "\uD83D\uDE01";
    StopTexts text = new StopTexts(List.of(other));
    assertThat(text.add("x" + smile)).isEqualTo("x" + smile);
    assertThat(text.add(other)).isEmpty();
    assertThat(text.stopped()).isTrue();
  }

  @Test
  void piecesJoinToTheTextBeforeTheStopHoweverItIsCut() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<String> stops = List.of(letters(random, 1 + random.nextInt(4)), letters(random, 3));
      String whole = letters(random, random.nextInt(40));
      StopTexts text = new StopTexts(stops);
      StringBuilder given = new StringBuilder();
      for (int at = 0; at < whole.length() && !text.stopped(); ) {
        int end = Math.min(whole.length(), at + 1 + random.nextInt(3));
        given.append(text.add(whole.substring(at, end)));
        at = end;
      }
      given.append(text.finish());
      String expected = beforeWhatIsCompleteFirst(whole, stops);
      assertThat(given).as("seed " + seed).hasToString(expected);
      assertThat(text.text()).as("seed " + seed).isEqualTo(given.toString());
    }
  }

  private static String beforeWhatIsCompleteFirst(String whole, List<String> stops) {
    for (int end = 1; end <= whole.length(); end++) {
      String head = whole.substring(0, end);
      int longest = stops.stream().filter(head::endsWith).mapToInt(String::length).max().orElse(0);
      if (longest > 0) {
        return head.substring(0, end - longest);
      }
    }
    return whole;
  }

  private static String letters(Random random, int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append((char) ('a' + random.nextInt(3)));
    }
    return letters.toString();
  }
}

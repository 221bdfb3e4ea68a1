package dev.longctx.onnx.internal.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksTest {

  private static List<String> cut(String text, int limit, int... borders) {
    Blocks blocks = new Blocks(text, borders, limit);
    List<String> parts = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = blocks.end(start);
      parts.add(text.substring(start, end));
      start = end;
    }
    return parts;
  }

  @Test
  void keepsAShortTextWhole() {
    assertThat(cut("a b. c d.", 9, 5)).containsExactly("a b. c d.");
  }

  @Test
  void cutsBeforeTheSpaceAtTheLastBorderThatFits() {
    assertThat(cut("One. Two. Three. Four.", 10, 5, 10, 17))
        .containsExactly("One. Two.", " Three.", " Four.");
  }

  @Test
  void cutsAtABorderThatFollowsALineBreak() {
    assertThat(cut("one\ntwo\nthree", 9, 4, 8)).containsExactly("one\ntwo\n", "three");
  }

  @Test
  void cutsAtWhiteSpaceWhereNoBorderFits() {
    assertThat(cut("alpha beta gamma", 12)).containsExactly("alpha beta", " gamma");
  }

  @Test
  void cutsALongLineHardButNeverInsideASurrogatePair() {
    assertThat(cut("ab\uD83D\uDE00cdefgh", 3)).containsExactly("ab", "\uD83D\uDE00c", "def", "gh");
  }

  @Test
  void movesABorderOutOfASurrogatePair() {
    assertThat(cut("ab\uD83D\uDE00cdef", 6, 3)).containsExactly("ab", "\uD83D\uDE00cdef");
  }

  @Test
  void ignoresBordersThatAreBehind() {
    assertThat(cut("abcdefgh", 4, 0, 1)).containsExactly("a", "bcde", "fgh");
  }
}

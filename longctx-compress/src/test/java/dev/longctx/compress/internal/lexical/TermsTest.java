package dev.longctx.compress.internal.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermsTest {
  @Test
  void wordsAreLowerCasedWithoutPunctuation() {
    assertThat(terms("The (Old) CASTLE, Über-groß!"))
        .containsExactly("the", "old", "castle", "über", "groß");
  }

  @Test
  void pluralsAndPossessivesAreFolded() {
    assertThat(terms("dogs dog's dogs’ cities boxes churches glasses"))
        .containsExactly("dog", "dog", "dog", "city", "box", "church", "glass");
  }

  @Test
  void wordsThatOnlyEndLikePluralsStay() {
    assertThat(terms("bus is this glass gas ties 1990s"))
        .containsExactly("bus", "is", "this", "glass", "gas", "tie", "1990s");
  }

  @Test
  void numbersKeepTheirDecimalsAndLoseTheirSeparators() {
    assertThat(terms("3.14 1,000,000 5. v1.2")).containsExactly("3.14", "1000000", "5", "v1.2");
  }

  @Test
  void apostrophesStayInsideWords() {
    assertThat(terms("don't 'tis O’Neill")).containsExactly("don't", "tis", "o'neill");
  }

  @Test
  void cjkGivesBigramsAndLoneCharactersThemselves() {
    assertThat(terms("北京大学，好 カナ 한국어 𠀀𠀁x"))
        .containsExactly("北京", "京大", "大学", "好", "カナ", "한국", "국어", "𠀀𠀁", "x");
  }

  @Test
  void aVeryLongTermIsReadOnce() {
    List<String> terms = terms("x".repeat(100_000) + " y");
    assertThat(terms).containsExactly("x".repeat(Terms.MAX_TERM_CHARS), "y");
  }

  @Test
  void loneSurrogatesAndNulsAreNoTerms() {
    assertThat(terms("\uD800 \uDC00a\u0000b")).containsExactly("a", "b");
  }

  static List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    new Terms()
        .read(text, 0, text.length(), (chars, length) -> terms.add(new String(chars, 0, length)));
    return terms;
  }
}

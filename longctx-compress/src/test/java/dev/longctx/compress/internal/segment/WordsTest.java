package dev.longctx.compress.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void punctuationBelongsToItsWord() {
    assertThat(words("He said: \"Go (now)!\" – ok."))
        .containsExactly("He", "said:", "\"Go", "(now)!\"", "–", "ok.");
  }

  @Test
  void everyIdeographIsAWordWithThePunctuationBehindIt() {
    assertThat(words("“你好！”他说，1949年（北京）。"))
        .containsExactly("“你", "好！”", "他", "说，", "1949", "年", "（北", "京）。");
  }

  @Test
  void scriptsChangeWords() {
    assertThat(words("用Java写")).containsExactly("用", "Java", "写");
    assertThat(words("日本語カナ")).hasSize(5);
    assertThat(words("한국어 단어")).containsExactly("한국어", "단어");
  }

  @Test
  void anEmDashEndsAWord() {
    assertThat(words("word—word well-known")).containsExactly("word—", "word", "well-known");
  }

  @Test
  void surrogatePairsAndCombiningMarksStayWhole() {
    assertThat(words("𠀀𠀁 😀😀 e\u0301a か\u3099い"))
        .containsExactly("𠀀", "𠀁", "😀😀", "e\u0301a", "か\u3099", "い");
  }

  @Test
  void thaiNeverLosesACharacter() {
    String text = "ภาษาไทยเป็นภาษา";
    assertThat(String.join("", words(text))).isEqualTo(text);
  }

  @Test
  void onlyTheRangeIsRead() {
    Words words = Words.of("one two three", 2, 9);
    assertThat(words.size()).isEqualTo(3);
    assertThat(words.start(0)).isEqualTo(2);
    assertThat(words.end(2)).isEqualTo(9);
    assertThat(Words.of("   ", 0, 3).size()).isZero();
  }

  @Test
  void findsTheWordOfAnOffset() {
    Words words = Words.of("one two", 0, 7);
    assertThat(words.indexOf(0)).isZero();
    assertThat(words.indexOf(3)).isEqualTo(1);
    assertThat(words.indexOf(7)).isEqualTo(2);
  }

  private static List<String> words(String text) {
    Words words = Words.of(text, 0, text.length());
    return IntStream.range(0, words.size())
        .mapToObj(i -> text.substring(words.start(i), words.end(i)))
        .toList();
  }
}

package dev.longctx.compress.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CprsSentencesTest {
  private static final List<String> TERMINATORS =
      List.of(".", "\n", "。”", "！”", "？”", "”", "。", "！", "？", "|");

  @Test
  void cutsTheGoldenText() {
    assertThat(sentences("第一句话。第二句更长一点点。\n第三句！“引用。”好。尾"))
        .containsExactly("第一句话。", "第二句更长一点点。\n", "第三句！", "“引用。”", "好。", "尾");
  }

  @Test
  void takesLineFeedsAndSpacesWithTheSentenceBefore() {
    assertThat(sentences("a. \n b|c\r\nd")).containsExactly("a. \n ", "b|", "c\r\n", "d");
  }

  @Test
  void cutsDecimalsAndTableCellsAsTheModelWasTrained() {
    assertThat(sentences("3.14|x")).containsExactly("3.", "14|", "x");
  }

  @Test
  void aTerminatorAtTheEndEndsNothingOfItsOwn() {
    assertThat(sentences("好。")).containsExactly("好。");
    assertThat(sentences("。”")).containsExactly("。”");
    assertThat(CprsSentences.cuts("")).isEmpty();
  }

  @Test
  void asksForSentencesWhereThereIsAnIdeographOfTheBasicBlock() {
    assertThat(CprsSentences.containsIdeograph("a一b")).isTrue();
    assertThat(CprsSentences.containsIdeograph("\u9FFF")).isTrue();
    assertThat(CprsSentences.containsIdeograph("カタカナ 㐀 𠀀 。")).isFalse();
  }

  private static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    int start = 0;
    for (int cut : CprsSentences.cuts(text)) {
      sentences.add(text.substring(start, cut));
      start = cut;
    }
    sentences.add(text.substring(start));
    return sentences;
  }

  /** The splitter word for word as specified, in quadratic time. */
  static int[] byTheSpec(String text) {
    List<Integer> cuts = new ArrayList<>();
    String rest = text.substring(firstSentence(text));
    while (!rest.isEmpty()) {
      cuts.add(text.length() - rest.length());
      rest = rest.substring(firstSentence(rest));
    }
    return Ints.toArray(cuts);
  }

  private static int firstSentence(String rest) {
    int best = rest.length() - 1;
    String found = "";
    for (String terminator : TERMINATORS) {
      int at = rest.indexOf(terminator);
      if (at >= 0 && at < best) {
        best = at;
        found = terminator;
      }
    }
    if (found.isEmpty()) {
      return rest.length();
    }
    int end = best + found.length();
    while (end < rest.length() && "\n ".indexOf(rest.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }
}

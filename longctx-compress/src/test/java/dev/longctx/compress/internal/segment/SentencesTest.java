package dev.longctx.compress.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mr. Smith met Dr. Jones.",
        "J. K. Rowling wrote it.",
        "George W. Bush and J.R.R. Tolkien agree.",
        "It costs $3.50, i.e. more than v1.2.3 did, e.g. in the U.S. Senate.",
        "See No. 5, Art. 12, Sec. 3 and Fig. 2 of Vol. IV.",
        "Smith et al. (2019) and Brown v. Board agree.",
        "They met at 5 p.m. on Monday.",
        "He works for Acme Inc. of Ohio.",
        "Am 3. Oktober kam Dr. Meier z.B. nicht.",
        "\"Who Are You?\" (1978) is an album.",
        "\"Help!\" is a song.",
        "Wait ... what is this?",
        "On Jan. 5 it rained.",
        "Open example.com or call foo.bar(x) now.",
        "1. The first point.",
        "《你好，李焕英！》是一部电影。",
        "他说“好！”，就走了。"
      })
  void isOneSentence(String text) {
    assertThat(sentences(text)).containsExactly(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "He left.|She stayed.",
        "It ended in 1990.|2000 people came.",
        "He lives in the U.S.|The law differs there.",
        "They met at 5 p.m.|It rained.",
        "She works for Acme Inc.|However, he does not.",
        "He said \"Go.\"|She went.",
        "(It rained.)|We left.",
        "Really?!|Yes!",
        "It was known.[12]|Then it was not.",
        "Is it?|\"Maybe,\" he said.",
        "No.|That is wrong.",
        "Wait...|Now go.",
        "¿Qué?|¡Nada!",
        "यह एक है।|यह दो है।",
        "هل هذا؟|نعم."
      })
  void areTwoSentences(String text) {
    assertThat(sentences(text.replace('|', ' '))).containsExactly(text.split("\\|"));
  }

  @Test
  void chineseSentencesNeedNoSpace() {
    assertThat(sentences("今天下雨。明天呢？不知道！“走吧。”好；再见……他走了。"))
        .containsExactly("今天下雨。", "明天呢？", "不知道！", "“走吧。”", "好；", "再见……", "他走了。");
  }

  @Test
  void closingQuotesAndBracketsStayWithTheSentence() {
    assertThat(sentences("「はい。」『そう！』（終わり。）次。")).containsExactly("「はい。」", "『そう！』", "（終わり。）次。");
  }

  private static List<String> sentences(String text) {
    SegmentsBuilder out = new SegmentsBuilder(text);
    Sentences.split(text, 0, text.length(), out);
    Segments segments = out.build();
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      sentences.add(segments.substring(i));
    }
    return sentences;
  }
}

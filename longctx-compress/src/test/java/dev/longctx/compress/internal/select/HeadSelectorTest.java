package dev.longctx.compress.internal.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Joiner;
import dev.longctx.api.compression.KeptSpan;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeadSelectorTest {

  private static final TokenCounter CHARACTERS = String::length;

  private static String head(List<Document> documents, long limit) {
    List<KeptSpan> spans = new HeadSelector(documents, Joiner.NEWLINE, CHARACTERS).select(limit);
    return Joiner.NEWLINE.join(documents, spans);
  }

  @Test
  void keepsWholeDocumentsThenCutsTheNextAtAWord() {
    List<Document> documents = UnitFixtures.documents("one two", "three four five");
    assertThat(head(documents, 100)).isEqualTo("one two\nthree four five");
    assertThat(head(documents, 20)).isEqualTo("one two\nthree four");
    assertThat(head(documents, 7)).isEqualTo("one two");
  }

  @Test
  void skipsBlankDocumentsAndKeepsNothingWithoutRoom() {
    assertThat(head(UnitFixtures.documents(" ", "abc"), 3)).isEqualTo("abc");
    assertThat(head(UnitFixtures.documents("abcdef"), 0)).isEmpty();
  }

  @Test
  void staysWithinTheBudgetAndNeverCutsASurrogatePair() {
    long seed = Long.getLong("longctx.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      String text = "😀".repeat(random.nextInt(2_000)) + "a b";
      List<Document> documents = UnitFixtures.documents(text, text);
      int limit = random.nextInt(5_000);
      String head = head(documents, limit);
      assertThat(head.length()).as("seed %d", seed).isLessThanOrEqualTo(limit);
      if (!head.isEmpty()) {
        char last = head.charAt(head.length() - 1);
        assertThat(Character.isHighSurrogate(last)).as("seed %d", seed).isFalse();
      }
    }
  }

  @Test
  void countsFewTextsHoweverManyDocumentsThereAre() {
    List<Document> documents =
        UnitFixtures.documents(Collections.nCopies(1_000, "ab").toArray(String[]::new));
    AtomicInteger counts = new AtomicInteger();
    TokenCounter counter =
        text -> {
          counts.incrementAndGet();
          return text.length();
        };

    List<KeptSpan> spans = new HeadSelector(documents, Joiner.NEWLINE, counter).select(2_001);

    assertThat(spans).hasSize(667);
    assertThat(counts).hasValueLessThan(50);
  }
}

package dev.longctx.api.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Document;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompressionTest {

  private static final List<Document> DOCUMENTS =
      List.of(Document.of("a", "One. Two. Three."), Document.of("b", "😀 four"));
  private static final CompressionStats STATS =
      new CompressionStats(2, 10, 5, 0, 0, CompressionStats.Timings.NONE);

  private static KeptSpan span(int document, int start, int end) {
    return new KeptSpan(document, start, end, 0.5, KeptSpan.Origin.SCORE);
  }

  private static Compressed compressed(Joiner joiner, KeptSpan... spans) {
    return new Compressed(
        DOCUMENTS,
        List.of(spans),
        List.of(spans),
        List.of(DocumentStatus.SCORED, DocumentStatus.SCORED),
        joiner,
        STATS);
  }

  @Test
  void textIsTheSubstringsJoined() {
    Compressed result = compressed(Joiner.NEWLINE, span(0, 0, 4), span(0, 10, 16), span(1, 3, 7));
    assertThat(result.text()).isEqualTo("One.\nThree.\nfour");
  }

  @Test
  void marksOnlyWhatIsLeftOutWithinADocument() {
    Joiner joiner = Joiner.SPACE.withOmissionMark("[...]");
    Compressed result =
        compressed(joiner, span(0, 0, 4), span(0, 5, 9), span(1, 0, 2), span(1, 3, 7));
    assertThat(result.text()).isEqualTo("One. Two. 😀 four");
    assertThat(compressed(joiner, span(0, 0, 4), span(0, 10, 16)).text())
        .isEqualTo("One. [...] Three.");
  }

  @Test
  void anEmptySelectionIsAnEmptyText() {
    assertThat(compressed(Joiner.NEWLINE).text()).isEmpty();
  }

  @Test
  void refusesSpansThatOverlapOrGoBackwards() {
    assertThatThrownBy(() -> compressed(Joiner.SPACE, span(0, 0, 5), span(0, 4, 9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("disjoint");
    assertThatThrownBy(() -> compressed(Joiner.SPACE, span(1, 0, 2), span(0, 4, 9)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesSpansOutOfBoundsOrInsideASurrogatePair() {
    assertThatThrownBy(() -> compressed(Joiner.SPACE, span(0, 0, 17)))
        .hasMessageContaining("16 code units");
    assertThatThrownBy(() -> compressed(Joiner.SPACE, span(2, 0, 1)))
        .hasMessageContaining("one of 2 documents");
    assertThatThrownBy(() -> compressed(Joiner.SPACE, span(1, 1, 4)))
        .hasMessageContaining("surrogate");
  }

  @Test
  void refusesEmptySpansAndScoresThatAreNoNumber() {
    assertThatThrownBy(() -> span(0, 3, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeptSpan(0, 0, 1, Double.NaN, KeptSpan.Origin.SCORE))
        .hasMessageContaining("NaN");
  }

  @Test
  void refusesAResultWithoutAStatusForEachDocument() {
    assertThatThrownBy(
            () -> new Compressed(DOCUMENTS, List.of(), List.of(), List.of(), Joiner.SPACE, STATS))
        .hasMessageContaining("2 documents");
  }

  @Test
  void anUnchangedResultHoldsEveryDocumentThatIsNotBlank() {
    List<Document> documents = List.of(Document.of("blank", " \n"), DOCUMENTS.get(1));
    Unchanged result = new Unchanged(documents, Reason.FITS_BUDGET, "fits", Joiner.NEWLINE, STATS);
    assertThat(result.text()).isEqualTo("😀 four");
    assertThat(result.spans()).hasSize(1).isEqualTo(result.units());
    assertThat(result.documents()).isEqualTo(documents);
  }

  @Test
  void ratioOfAnEmptyInputIsOne() {
    assertThat(new CompressionStats(0, 0, 0, 0, 0, CompressionStats.Timings.NONE).ratio())
        .isEqualTo(1);
    assertThat(STATS.ratio()).isEqualTo(0.5);
    assertThat(STATS.timings().total()).isEqualTo(Duration.ZERO);
  }
}

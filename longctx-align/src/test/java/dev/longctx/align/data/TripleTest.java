package dev.longctx.align.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class TripleTest {

  private static Triple triple(List<Document> near, List<Document> far, String yes, String no) {
    return new Triple("q1", "Which?", List.of("castle"), near, far, yes, no, List.of("Aude"));
  }

  private static void assertRefused(Runnable made, String message) {
    assertThatThrownBy(made::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void refusesEvidenceThatAContextLacks() {
    assertRefused(
        () -> triple(List.of(Samples.CASTLE), List.of(Samples.OTHER), "a", "b"),
        "triple q1, evidence: expected castle word for word in both contexts, found no such in"
            + " the long one");
    assertRefused(
        () -> triple(List.of(Samples.OTHER), List.of(Samples.CASTLE), "a", "b"),
        "triple q1, evidence: expected castle word for word in both contexts, found none in the"
            + " short one");
  }

  @Test
  void refusesEvidenceThatReadsDifferently() {
    Document edited = Document.of("castle", "The castle stood by the river Aude.");
    assertRefused(
        () -> triple(List.of(Samples.CASTLE), List.of(edited), "a", "b"),
        "triple q1, evidence: expected castle word for word in both contexts, found no such in"
            + " the long one");
  }

  @Test
  void refusesEmptyAndEqualResponses() {
    List<Document> context = List.of(Samples.CASTLE);
    assertRefused(
        () -> triple(context, context, " ", "b"),
        "triple q1, chosen: expected a text, found \" \"");
    assertRefused(
        () -> triple(context, context, "a", "a"),
        "triple q1, rejected: expected another text than chosen, found the same");
  }

  @Test
  void refusesADocumentThatStandsTwiceInAContext() {
    assertRefused(
        () -> triple(List.of(Samples.CASTLE), List.of(Samples.CASTLE, Samples.CASTLE), "a", "b"),
        "triple q1, longContext: expected each document once, found castle twice");
  }
}

package dev.longctx.align.data;

import dev.longctx.api.Document;
import java.util.List;

/** Triples that tests share. */
final class Samples {

  static final Document CASTLE = Document.of("castle", "The castle stands by the river Aude.");
  static final Document TREATY =
      Document.of("treaty", "Line one\nline \"two\" \u4e2d \ud83c\udf0d");
  static final Document OTHER = Document.of("other", "Bees dance.");

  private Samples() {}

  static Triple triple(String id) {
    return new Triple(
        id,
        "Which river?",
        List.of("castle"),
        List.of(CASTLE),
        List.of(TREATY, CASTLE, OTHER),
        "The Aude.",
        "It is not stated.",
        List.of("Aude", "River Aude"));
  }
}

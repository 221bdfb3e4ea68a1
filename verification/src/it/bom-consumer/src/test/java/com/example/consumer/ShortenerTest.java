package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.KeptSpan;
import org.junit.jupiter.api.Test;

class ShortenerTest {
  private static final String NEEDLE = "The lighthouse keeper hid the key under the third step.";
  private static final String TEXT =
      "The harbour was quiet that night. ".repeat(40)
          + NEEDLE
          + " Rain fell on the roofs.".repeat(40);

  @Test
  void keepsTheSentenceThatTheQueryAsksFor() {
    var compression = new Shortener().shorten("Where did the keeper hide the key?", TEXT, 50);

    assertTrue(compression instanceof Compressed, compression.toString());
    assertTrue(compression.text().contains(NEEDLE), compression.text());
    assertTrue(compression.text().length() < TEXT.length() / 2, compression.text());
    for (KeptSpan span : compression.spans()) {
      assertTrue(compression.text().contains(TEXT.substring(span.start(), span.end())));
    }
    assertEquals(1, compression.documents().size());
  }
}

package dev.longctx.api;

import java.util.Objects;

/**
 * A source text with the name under which results cite it.
 *
 * <p>The text is untrusted data: longctx never interprets it, whatever it holds. It may be empty
 * and may hold any UTF-16 code units, lone surrogates included.
 *
 * @param id the caller's name for the document, not blank and unique within a request
 * @param text the text that offsets refer to
 */
public record Document(String id, String text) {

  /** Checks the components. */
  public Document {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    if (id.isBlank()) {
      throw new IllegalArgumentException("document id must not be blank, found \"" + id + "\"");
    }
  }

  /**
   * A document.
   *
   * @param id the caller's name for it
   * @param text its text
   * @return the document
   */
  public static Document of(String id, String text) {
    return new Document(id, text);
  }
}

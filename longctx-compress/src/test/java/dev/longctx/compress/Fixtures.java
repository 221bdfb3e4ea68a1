package dev.longctx.compress;

import dev.longctx.api.Document;
import dev.longctx.onnx.critic.Critic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The committed test critics and a text that they can read. */
final class Fixtures {

  static final String QUERY = "Where shall impeachment be tried?";

  static final String ARTICLE =
      """
      The Congress shall assemble at least once in every year.

      The Senate shall have the sole power to try all impeachments. When sitting for that purpose, \
      they shall be on oath or affirmation. The trial of all crimes, except in cases of \
      impeachment, shall not be held without a jury.

      New states may be admitted by the Congress into this union.
      """;

  private Fixtures() {}

  static Critic critic(String name) {
    return Critic.load(Path.of(System.getProperty("longctx.fixtures"), "critics", name));
  }

  static CriticCompressor compressor(String critic) {
    return CriticCompressor.builder().critic(critic(critic)).build();
  }

  static List<Document> documents(String... texts) {
    List<Document> documents = new ArrayList<>();
    for (String text : texts) {
      documents.add(Document.of("document-" + documents.size(), text));
    }
    return documents;
  }
}

package dev.longctx.reason.internal.prompt;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.reasoning.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How documents become one text.
 *
 * @param headed whether each of several begins with its name
 */
public record ReadingText(boolean headed) {

  private static final int LONGEST_NAME = 200;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  String of(Reading reading) {
    Compression compression = reading.compression();
    if (compression != null) {
      return of(compression);
    }
    List<Document> documents = reading.documents();
    if (!headed || documents.size() < 2) {
      return reading.text();
    }
    List<String> parts = new ArrayList<>();
    for (Document document : documents) {
      parts.add(under(document, document.text()));
    }
    return String.join("\n\n", parts);
  }

  /** Of what was kept; a document of which nothing was has no heading. */
  String of(Compression compression) {
    List<Document> documents = compression.documents();
    if (!headed || documents.size() < 2) {
      return compression.text();
    }
    Map<Integer, List<KeptSpan>> byDocument = new TreeMap<>();
    for (KeptSpan span : compression.spans()) {
      byDocument.computeIfAbsent(span.document(), document -> new ArrayList<>()).add(span);
    }
    List<String> parts = new ArrayList<>();
    byDocument.forEach(
        (document, spans) ->
            parts.add(under(documents.get(document), compression.joiner().join(documents, spans))));
    return String.join("\n\n", parts);
  }

  private static String under(Document document, String text) {
    String id = document.id();
    String name = id.substring(0, id.offsetByCodePoints(0, shown(id)));
    return "[" + CONTROL.matcher(name).replaceAll(" ") + "]\n" + text;
  }

  private static int shown(String id) {
    return Math.min(LONGEST_NAME, id.codePointCount(0, id.length()));
  }
}

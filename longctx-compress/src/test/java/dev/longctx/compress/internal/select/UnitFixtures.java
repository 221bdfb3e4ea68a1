package dev.longctx.compress.internal.select;

import com.google.common.base.Splitter;
import dev.longctx.api.Document;
import dev.longctx.compress.internal.unit.Units;
import dev.longctx.compress.internal.unit.UnitsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Documents whose units are their words. */
final class UnitFixtures {

  private UnitFixtures() {}

  static List<Document> documents(String... texts) {
    List<Document> documents = new ArrayList<>();
    for (String text : texts) {
      documents.add(Document.of("d" + documents.size(), text));
    }
    return documents;
  }

  /** Each word a group of its own. */
  static Units words(List<Document> documents, ToDoubleFunction<String> score) {
    UnitsBuilder units = new UnitsBuilder(false);
    for (int d = 0; d < documents.size(); d++) {
      String text = documents.get(d).text();
      int start = 0;
      for (String word : Splitter.on(' ').split(text)) {
        units.add(d, start, start + word.length(), (float) score.applyAsDouble(word));
        start += word.length() + 1;
      }
    }
    return units.build();
  }

  /** As {@link #words}; words in capitals are headings. */
  static Units underHeadings(List<Document> documents, ToDoubleFunction<String> score) {
    UnitsBuilder units = new UnitsBuilder(false);
    for (int d = 0; d < documents.size(); d++) {
      int start = 0;
      for (String word : Splitter.on(' ').split(documents.get(d).text())) {
        units.add(d, start, start + word.length(), (float) score.applyAsDouble(word));
        if (Character.isUpperCase(word.charAt(0))) {
          units.markHeading();
        }
        start += word.length() + 1;
      }
    }
    return units.build();
  }

  /** One group a document; words in capitals are shielded. */
  static Units sentences(List<Document> documents, ToDoubleFunction<String> score) {
    UnitsBuilder units = new UnitsBuilder(false);
    for (int d = 0; d < documents.size(); d++) {
      String text = documents.get(d).text();
      int start = 0;
      for (String word : Splitter.on(' ').split(text)) {
        boolean shielded = Character.isUpperCase(word.charAt(0));
        float value = (float) score.applyAsDouble(word);
        units.addToGroup(d, start, start + word.length(), value, shielded);
        start += word.length() + 1;
      }
      units.endGroup();
    }
    return units.build();
  }
}

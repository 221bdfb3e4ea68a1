package dev.longctx.eval.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longctx.eval.evidence.EvidenceRecord.Paragraph;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of an evidence file. Errors are {@link IllegalArgumentException}s. */
final class RecordJson {

  private final JsonNode json;

  RecordJson(JsonNode json) {
    this.json = json;
  }

  EvidenceRecord toRecord() {
    List<Paragraph> paragraphs = new ArrayList<>();
    for (JsonNode paragraph : array(json, "paragraphs")) {
      paragraphs.add(paragraph(paragraph));
    }
    JsonNode source = json.path("source");
    return new EvidenceRecord(
        text(json, "id"),
        source.isTextual() ? source.textValue() : null,
        text(json, "question"),
        paragraphs);
  }

  private static Paragraph paragraph(JsonNode json) {
    String text = text(json, "text");
    JsonNode supports = json.path("is_support");
    if (!supports.isBoolean()) {
      throw expected("is_support", "true or false", supports);
    }
    List<TextRange> answers = new ArrayList<>();
    for (JsonNode span : array(json, "answer_spans")) {
      answers.add(range(text, span, "answer_spans").strip(text));
    }
    return new Paragraph(
        text(json, "title"), text, supports.booleanValue(), sentences(json, text), answers);
  }

  private static @Nullable List<TextRange> sentences(JsonNode json, String text) {
    JsonNode verbatim = json.path("support_sentences");
    if (verbatim.isNull() || verbatim.isMissingNode()) {
      return null;
    }
    JsonNode indexes = json.path("support_idx");
    JsonNode spans = json.path("sentence_spans");
    boolean marked = spans.isArray() && indexes.isArray() && indexes.size() == verbatim.size();
    List<TextRange> ranges = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < verbatim.size(); i++) {
      TextRange range =
          marked
              ? range(text, spans.path(indexes.get(i).asInt()), "sentence_spans")
              : find(text, verbatim.get(i).asText(), from);
      from = range.end();
      ranges.add(range.strip(text));
    }
    return ranges;
  }

  private static TextRange find(String text, String sentence, int from) {
    int at = text.indexOf(sentence, from);
    if (at < 0) {
      at = text.indexOf(sentence);
    }
    if (at < 0) {
      throw new IllegalArgumentException(
          "support_sentences: expected a substring of the text, found \"" + sentence + "\"");
    }
    return new TextRange(at, at + sentence.length());
  }

  private static TextRange range(String text, JsonNode pair, String field) {
    if (!pair.isArray() || pair.size() != 2) {
      throw expected(field, "pairs of code points", pair);
    }
    int start = pair.get(0).asInt(-1);
    int end = pair.get(1).asInt(-1);
    if (start < 0 || end < start || end > text.codePointCount(0, text.length())) {
      throw expected(field, "a range of the text", pair);
    }
    return TextRange.ofCodePoints(text, start, end);
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw expected(field, "a text", value);
    }
    return value.textValue();
  }

  private static JsonNode array(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isArray()) {
      throw expected(field, "an array", value);
    }
    return value;
  }

  private static IllegalArgumentException expected(String field, String what, JsonNode found) {
    String shown = found.isMissingNode() ? "nothing" : found.toString();
    return new IllegalArgumentException(field + ": expected " + what + ", found " + shown);
  }
}

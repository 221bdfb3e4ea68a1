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
        member(json, "id"),
        source.isTextual() ? source.textValue() : null,
        member(json, "question"),
        paragraphs);
  }

  private static Paragraph paragraph(JsonNode json) {
    String text = member(json, "text");
    JsonNode supports = json.path("is_support");
    if (!supports.isBoolean()) {
      throw expected("is_support", "true or false", supports);
    }
    List<TextRange> answers = new ArrayList<>();
    for (JsonNode span : array(json, "answer_spans")) {
      answers.add(range(text, span, "answer_spans"));
    }
    return new Paragraph(
        member(json, "title"), text, supports.booleanValue(), sentences(json, text), answers);
  }

  private static @Nullable List<TextRange> sentences(JsonNode json, String text) {
    if (isAbsent(json, "support_sentences")) {
      return null;
    }
    List<String> verbatim = new ArrayList<>();
    for (JsonNode sentence : array(json, "support_sentences")) {
      verbatim.add(text(sentence, "support_sentences"));
    }
    boolean marked = !isAbsent(json, "support_idx") && !isAbsent(json, "sentence_spans");
    return marked ? marked(json, text, verbatim) : found(text, verbatim);
  }

  private static List<TextRange> marked(JsonNode json, String text, List<String> verbatim) {
    JsonNode indexes = array(json, "support_idx");
    JsonNode spans = array(json, "sentence_spans");
    if (indexes.size() != verbatim.size()) {
      throw expected("support_idx", "one index a support sentence", indexes);
    }
    List<TextRange> ranges = new ArrayList<>();
    for (int i = 0; i < verbatim.size(); i++) {
      JsonNode span = spans.path(integer(indexes.get(i), "support_idx"));
      TextRange range = range(text, span, "sentence_spans");
      String sentence = text.substring(range.start(), range.end());
      if (!sentence.strip().equals(verbatim.get(i).strip())) {
        throw new IllegalArgumentException(
            "support_idx: expected the index of \"%s\", found that of \"%s\""
                .formatted(verbatim.get(i), sentence));
      }
      ranges.add(range);
    }
    return ranges;
  }

  private static List<TextRange> found(String text, List<String> verbatim) {
    List<TextRange> ranges = new ArrayList<>();
    int from = 0;
    for (String sentence : verbatim) {
      TextRange range = find(text, sentence, from);
      from = range.end();
      ranges.add(range);
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
    int start = integer(pair.get(0), field);
    int end = integer(pair.get(1), field);
    if (start < 0 || end < start || end > text.codePointCount(0, text.length())) {
      throw expected(field, "a range of the text", pair);
    }
    return TextRange.ofCodePoints(text, start, end);
  }

  private static boolean isAbsent(JsonNode json, String field) {
    return json.path(field).isMissingNode() || json.path(field).isNull();
  }

  private static int integer(JsonNode value, String field) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw expected(field, "whole numbers", value);
    }
    return value.intValue();
  }

  private static String member(JsonNode json, String field) {
    return text(json.path(field), field);
  }

  private static String text(JsonNode value, String field) {
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

package dev.longctx.eval.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Questions with their evidence in JSON lines, plain or compressed by xz. A line holds {@code id},
 * {@code question} and {@code paragraphs}; a paragraph holds {@code title}, {@code text}, {@code
 * is_support}, {@code support_sentences} (verbatim; null or none where sentences are not labelled)
 * and {@code answer_spans} (pairs of Unicode code points, the second excluded). {@code source} may
 * say where a question comes from; {@code sentence_spans} with {@code support_idx} make supporting
 * sentences unambiguous where a text repeats itself, and must agree with them. Sentences and
 * answers that hold nothing but white space label nothing. Other fields are ignored.
 */
public final class EvidenceFile {

  private static final ObjectReader JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  private EvidenceFile() {}

  /**
   * Reads the questions that are wanted.
   *
   * @param file JSON lines in UTF-8, with or without a byte order mark, plain or compressed by xz,
   *     which its first bytes tell
   * @param wanted which records count
   * @param limit how many of these to read at most
   * @return the first wanted records, in order
   * @throws IOException if the file cannot be read or a line is not as expected; the message names
   *     the file and the line, and says what was expected and what was found
   */
  public static List<EvidenceRecord> read(Path file, Predicate<EvidenceRecord> wanted, int limit)
      throws IOException {
    List<EvidenceRecord> records = new ArrayList<>();
    try (TextLines lines = TextLines.open(file)) {
      String line = lines.next();
      while (line != null && records.size() < limit) {
        if (!line.isBlank()) {
          EvidenceRecord next = parse(line, lines.where());
          if (wanted.test(next)) {
            records.add(next);
          }
        }
        line = lines.next();
      }
    }
    return records;
  }

  private static EvidenceRecord parse(String line, String where) throws IOException {
    try {
      JsonNode json = JSON.readTree(line);
      return new RecordJson(json).toRecord();
    } catch (JsonProcessingException e) {
      throw new IOException(where + ": expected JSON, found " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(where + ": " + e.getMessage(), e);
    }
  }
}

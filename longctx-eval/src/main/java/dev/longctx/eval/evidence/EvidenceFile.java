package dev.longctx.eval.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * Questions with their evidence in JSON lines, plain or {@code .xz}. A line holds {@code id},
 * {@code question} and {@code paragraphs}; a paragraph holds {@code title}, {@code text}, {@code
 * is_support}, {@code support_sentences} (verbatim, or null where sentences are not labelled) and
 * {@code answer_spans} (pairs of Unicode code points, the second excluded). {@code source} may say
 * where a question comes from; {@code sentence_spans} with {@code support_idx} make supporting
 * sentences unambiguous where a text repeats itself. Other fields are ignored.
 */
public final class EvidenceFile {

  /** No question needs more; a bound against decompression bombs. */
  private static final int MAX_LINE = 64 << 20;

  private static final int XZ_MEMORY_KIB = 128 << 10;
  private static final ObjectReader JSON = JsonMapper.builder().build().reader();

  private EvidenceFile() {}

  /**
   * Reads the questions that are wanted.
   *
   * @param file JSON lines in UTF-8, plain or {@code .xz}
   * @param wanted which records count
   * @param limit how many of these to read at most
   * @return the first wanted records, in order
   * @throws IOException if the file cannot be read or a line is not as expected; the message says
   *     which line, what was expected and what was found
   */
  public static List<EvidenceRecord> read(Path file, Predicate<EvidenceRecord> wanted, int limit)
      throws IOException {
    List<EvidenceRecord> records = new ArrayList<>();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), UTF_8))) {
      String line = nextLine(lines);
      for (int number = 1; line != null && records.size() < limit; number++) {
        if (!line.isBlank()) {
          EvidenceRecord next = parse(line, file + ", line " + number);
          if (wanted.test(next)) {
            records.add(next);
          }
        }
        line = nextLine(lines);
      }
    }
    return records;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    if (!file.toString().endsWith(".xz")) {
      return bytes;
    }
    try {
      return new XZInputStream(bytes, XZ_MEMORY_KIB);
    } catch (IOException e) {
      bytes.close();
      throw new IOException(file + ": expected an .xz file, found " + e, e);
    }
  }

  private static @Nullable String nextLine(BufferedReader lines) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = lines.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (line.length() == MAX_LINE) {
        throw new IOException("expected lines of at most " + MAX_LINE + " characters");
      }
      line.append((char) c);
      c = lines.read();
    }
    return line.toString();
  }

  private static EvidenceRecord parse(String line, String where) throws IOException {
    try {
      JsonNode json = JSON.readTree(line);
      return new RecordJson(json).toRecord();
    } catch (JsonProcessingException e) {
      throw new IOException(where + ": expected JSON, found " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(where + ": " + e.getMessage(), e);
    }
  }
}

package dev.longctx.eval.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longctx.eval.evidence.EvidenceRecord.Paragraph;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class EvidenceFileTest {

  private static final String LINE =
      """
      {"id": "a", "question": "Who sang?", "source": "S", "extra": [1], "paragraphs": [\
      {"title": "T", "text": "\uD83C\uDFB5 Ann sang. Bob sat.", "is_support": true,\
       "support_sentences": ["\uD83C\uDFB5 Ann sang. "], "answer_spans": [[2, 5]]},\
      {"title": "", "text": "No.", "is_support": false, "support_sentences": null,\
       "answer_spans": []}]}
      """;

  @TempDir Path directory;

  @Test
  void readsOffsetsOfCodePointsAsUtf16() throws IOException {
    Paragraph paragraph = read(LINE).get(0).paragraphs().get(0);
    TextRange answer = paragraph.answers().get(0);
    assertThat(paragraph.text().substring(answer.start(), answer.end())).isEqualTo("Ann");
  }

  @Test
  void stripsWhiteSpaceFromSentences() throws IOException {
    Paragraph paragraph = read(LINE).get(0).paragraphs().get(0);
    assertThat(paragraph.supportSentences())
        .containsExactly(Questions.range(paragraph.text(), "\uD83C\uDFB5 Ann sang."));
    assertThat(read(LINE).get(0).paragraphs().get(1).supportSentences()).isNull();
  }

  @Test
  void findsARepeatedSentenceByItsIndex() throws IOException {
    String line =
        """
        {"id": "a", "question": "?", "paragraphs": [{"title": "", "text": "No. Yes. No.",\
         "is_support": true, "support_sentences": ["No."], "support_idx": [2],\
         "sentence_spans": [[0, 3], [4, 8], [9, 12]], "answer_spans": []}]}
        """;
    assertThat(read(line).get(0).paragraphs().get(0).supportSentences())
        .containsExactly(new TextRange(9, 12));
  }

  @Test
  void readsXz() throws IOException {
    Path file = Files.write(directory.resolve("q.jsonl.xz"), xz(LINE));
    assertThat(EvidenceFile.read(file, r -> true, 9)).isEqualTo(read(LINE));
  }

  @Test
  void takesTheFirstThatAreWanted() throws IOException {
    String other = LINE.replace("\"a\"", "\"b\"").replace("\"S\"", "\"R\"");
    Path file = write(LINE + other + "\n" + other + LINE);
    assertThat(EvidenceFile.read(file, r -> "R".equals(r.source()), 1))
        .extracting(EvidenceRecord::id)
        .containsExactly("b");
  }

  @Test
  void saysWhichLineIsWrongAndHow() {
    assertRefused("{", "line 1: expected JSON");
    assertRefused(LINE + "[]", "line 2: paragraphs: expected an array, found nothing");
    assertRefused(
        LINE.replace("[2, 5]", "[2, 50]"),
        "line 1: answer_spans: expected a range of the text, found [2,50]");
    assertRefused(
        LINE.replace("Ann sang. \"]", "Eve sang.\"]"),
        "support_sentences: expected a substring of the text");
    assertRefused(LINE.replace("true", "1"), "is_support: expected true or false, found 1");
  }

  @Test
  void refusesSpansThatAreNoWholeNumbers() {
    for (String pair : List.of("[\"2\", \"5\"]", "[2.0, 5]", "[3000000000, 5]", "[null, 5]")) {
      assertRefused(LINE.replace("[2, 5]", pair), "answer_spans: expected whole numbers, found ");
    }
  }

  @Test
  void refusesMoreThanOneObjectALine() {
    assertRefused(LINE.strip() + LINE, "line 1: expected JSON");
  }

  @Test
  void refusesSupportSentencesThatAreNoArrayOfTexts() {
    assertRefused(
        LINE.replace("[\"\uD83C\uDFB5 Ann sang. \"]", "\"Ann sang.\""),
        "support_sentences: expected an array, found \"Ann sang.\"");
    assertRefused(
        LINE.replace("[\"\uD83C\uDFB5 Ann sang. \"]", "[7]"),
        "support_sentences: expected a text, found 7");
  }

  @Test
  void refusesAnIndexThatIsNotThatOfTheSentence() {
    String line =
        """
        {"id": "a", "question": "?", "paragraphs": [{"title": "", "text": "No. Yes.",\
         "is_support": true, "support_sentences": ["No."], "support_idx": [1],\
         "sentence_spans": [[0, 3], [4, 8]], "answer_spans": []}]}
        """;
    assertRefused(line, "support_idx: expected the index of \"No.\", found that of \"Yes.\"");
    assertRefused(line.replace("[1]", "[]"), "support_idx: expected one index a support sentence");
    assertRefused(line.replace("[1]", "[9]"), "sentence_spans: expected pairs of code points");
  }

  @Test
  void leavesOutWhatHoldsNothingButWhiteSpace() throws IOException {
    String line =
        """
        {"id": "a", "question": "?", "paragraphs": [{"title": "", "text": "No.  Yes.",\
         "is_support": true, "support_sentences": [" "], "answer_spans": [[3, 3], [3, 5], [4, 8]]}]}
        """;
    Paragraph paragraph = read(line).get(0).paragraphs().get(0);
    assertThat(paragraph.supportSentences()).isEmpty();
    assertThat(paragraph.answers()).containsExactly(new TextRange(5, 8));
  }

  @Test
  void passesOverAByteOrderMark() throws IOException {
    assertThat(read("\uFEFF" + LINE)).isEqualTo(read(LINE));
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    Path file = Files.writeString(directory.resolve("q.jsonl"), "\u00E9", ISO_8859_1);
    assertFails(file, ", line 1: expected UTF-8, found other bytes");
  }

  @Test
  void findsOutItselfWhetherAFileIsXz() throws IOException {
    Files.write(directory.resolve("plain.xz"), LINE.getBytes(UTF_8));
    Files.write(directory.resolve("packed.jsonl"), xz(LINE));
    assertThat(EvidenceFile.read(directory.resolve("plain.xz"), r -> true, 9))
        .isEqualTo(EvidenceFile.read(directory.resolve("packed.jsonl"), r -> true, 9));
  }

  @Test
  void saysWhenAnXzFileIsCutOffOrDamaged() throws IOException {
    byte[] whole = xz(LINE.repeat(50));
    Path file = directory.resolve("q.jsonl.xz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertFails(file, "expected a whole .xz file, found one that is cut off");
    whole[whole.length / 2] ^= 0x55;
    Files.write(file, whole);
    assertFails(file, "expected a sound .xz file, found: Compressed data is corrupt");
  }

  @Test
  void saysWhenThereIsNoFile() {
    assertFails(directory.resolve("absent"), ": expected a file, found none");
    assertFails(directory, ": expected a file, found a directory");
  }

  @Test
  void readsTheFilesAtHand() throws IOException {
    Path data = Path.of(System.getProperty("longctx.shared", "absent"), "data", "evidence");
    assumeTrue(Files.isDirectory(data), "no evidence files beside the checkout");
    List<EvidenceRecord> questions =
        EvidenceFile.read(data.resolve("hotpotqa.jsonl.xz"), r -> "AMOR".equals(r.source()), 999);
    assertThat(questions).hasSize(124);
  }

  private static byte[] xz(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options(1))) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void assertFails(Path file, String message) {
    assertThatThrownBy(() -> EvidenceFile.read(file, r -> true, 9))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private void assertRefused(String lines, String message) {
    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  private List<EvidenceRecord> read(String lines) throws IOException {
    return EvidenceFile.read(write(lines), r -> true, 9);
  }

  private Path write(String lines) throws IOException {
    return Files.writeString(directory.resolve("q.jsonl"), lines);
  }
}

package dev.longctx.eval.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longctx.eval.evidence.EvidenceRecord.Paragraph;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path file = directory.resolve("q.jsonl.xz");
    try (OutputStream out = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options(1))) {
      out.write(LINE.getBytes(UTF_8));
    }
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
  void saysWhenAFileIsNoXz() throws IOException {
    Path file = directory.resolve("q.xz");
    Files.writeString(file, LINE);
    assertThatThrownBy(() -> EvidenceFile.read(file, r -> true, 9))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected an .xz file");
  }

  @Test
  void readsTheFilesAtHand() throws IOException {
    Path data = Path.of(System.getProperty("longctx.shared", "absent"), "data", "evidence");
    assumeTrue(Files.isDirectory(data), "no evidence files beside the checkout");
    List<EvidenceRecord> questions =
        EvidenceFile.read(data.resolve("hotpotqa.jsonl.xz"), r -> "AMOR".equals(r.source()), 999);
    assertThat(questions).hasSize(124);
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

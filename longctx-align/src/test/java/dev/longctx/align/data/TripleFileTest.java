package dev.longctx.align.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Document;
import dev.longctx.api.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TripleFileTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("deep/triples.jsonl");
  }

  @Test
  void readsWhatItWrote() throws IOException {
    List<Triple> triples = List.of(Samples.triple("a"), Samples.triple("b"));
    TripleFile.write(file, triples);

    assertThat(TripleFile.read(file)).isEqualTo(triples);
    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(Files.readString(file)).contains("\u4e2d");
  }

  @Test
  void keepsHalfCharacters() {
    Document half = Document.of("half", "a\ud83cb \u4e2d");
    Triple triple =
        new Triple("h", "?", List.of("half"), List.of(half), List.of(half), "x", "y", List.of("z"));
    TripleFile.write(file, List.of(triple));

    assertThat(TripleFile.read(file)).containsExactly(triple);
  }

  @Test
  void ignoresFieldsThatItDoesNotKnow() throws IOException {
    TripleFile.write(file, List.of(Samples.triple("a")));
    Files.writeString(
        file, Files.readString(file).replace("{\"id\":\"a\"", "{\"x\":1,\"id\":\"a\""));

    assertThat(TripleFile.read(file)).containsExactly(Samples.triple("a"));
  }

  private void assertRefused(String line, String message) throws IOException {
    TripleFile.write(file, List.of(Samples.triple("a")));
    Files.writeString(file, Files.readString(file) + line + "\n");
    assertThatThrownBy(() -> TripleFile.read(file))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(file + ", line 2: ")
        .hasMessageContaining(message);
  }

  @Test
  void saysWhichLineIsNoTriple() throws IOException {
    String good = line("b");
    assertRefused("[]", "expected a JSON object, found array");
    assertRefused("", "expected a JSON object, found none");
    assertRefused(good + " {}", "expected a JSON object");
    assertRefused(
        good.replace("\"question\":\"Which river?\"", "\"question\":3"),
        "question: expected a text, found number");
    assertRefused(
        good.replace("\"question\"", "\"Question\""), "question: expected a text, found none");
    assertRefused(good.replace("{\"id\":\"b\"", "{\"id\":\"b\",\"id\":\"c\""), "Duplicate");
    assertRefused(line("a"), "id: expected one that no other triple has, found a");
    assertRefused(
        good.replace("It is not stated.", "The Aude."), "rejected: expected another text");
    assertRefused(good.substring(0, 50), "expected a JSON object");
    assertRefused("[".repeat(100_000), "expected a JSON object");
  }

  private String line(String id) throws IOException {
    Path other = folder.resolve("line.jsonl");
    TripleFile.write(other, List.of(Samples.triple(id)));
    return Files.readString(other).strip();
  }

  @Test
  void saysWhereTheFileIsNoText() throws IOException {
    Files.createDirectories(folder.resolve("deep"));
    Files.write(file, new byte[] {'{', (byte) 0xC3, '}'});

    assertThatThrownBy(() -> TripleFile.read(file))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("line 1: expected UTF-8");
  }

  @Test
  void aFileThatIsMissingIsATrainingException() {
    assertThatThrownBy(() -> TripleFile.read(folder.resolve("none")))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("none: expected a readable file, found java.nio.file.NoSuchFile");
  }
}

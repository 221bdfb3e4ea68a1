package dev.longctx.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.compress.CriticCompressor;
import dev.longctx.onnx.critic.Critics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** README's example, compiled and run; README must show the very code that stands here. */
final class ReadmeExampleTest {

  private static final Path README = Path.of("../README.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/longctx/examples/ReadmeExampleTest.java");

  private static void example(Path constitution, Path declaration) throws IOException {
    // example begins
    try (Compressor compressor = CriticCompressor.builder().critic(Critics.english()).build()) {
      CompressionRequest request =
          CompressionRequest.builder()
              .query("Who has the power to declare war?")
              .document(Document.of("constitution", Files.readString(constitution)))
              .document(Document.of("declaration", Files.readString(declaration)))
              .budget(Budget.tokens(120))
              .build();
      Compression kept = compressor.compress(request);
      System.out.println(kept.text()); // exact substrings, at most 120 tokens
      kept.spans().forEach(System.out::println); // where they stand in the documents
    }
    // example ends
  }

  @Test
  void printsWhatAnswersTheQuestion() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      example(Path.of("data/us-constitution.txt"), Path.of("data/us-declaration.txt"));
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(UTF_8))
        .contains("To declare War, grant Letters of Marque and Reprisal")
        .doesNotContain("Preamble")
        .contains("KeptSpan[document=0, start=");
  }

  @Test
  void readmeShowsThisCode() throws IOException {
    List<String> shown = between(README, "<!-- example begins -->", "<!-- example ends -->");
    shown.removeIf(line -> line.startsWith("```"));
    assertThat(shown)
        .isNotEmpty()
        .isEqualTo(between(SOURCE, "// example begins", "// example ends"));
  }

  /** The lines between the only two lines that are these marks, without blanks around them. */
  private static List<String> between(Path file, String begin, String end) throws IOException {
    List<String> lines =
        Files.readString(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    assertThat(lines).as(file.toString()).containsOnlyOnce(begin, end);
    return new ArrayList<>(lines.subList(lines.indexOf(begin) + 1, lines.indexOf(end)));
  }
}

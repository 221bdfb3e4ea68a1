package dev.longctx.examples.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.align.AlignmentReport;
import dev.longctx.align.SoLoPo;
import dev.longctx.align.data.ContextPrompt;
import dev.longctx.align.data.Triple;
import dev.longctx.align.data.TripleFile;
import dev.longctx.align.data.TripleTokenizer;
import dev.longctx.align.objective.SimPo;
import dev.longctx.api.Document;
import dev.longctx.api.training.AdamW;
import dev.longctx.onnx.tokenizer.HuggingFaceTokenizer;
import dev.longctx.train.TorchPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's example of a training, compiled and run; README must show the very code here. */
final class ReadmeExampleTest {

  private static final Path README = Path.of("../../README.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/longctx/examples/training/ReadmeExampleTest.java");
  private static final Path CHECKPOINT = Path.of("policy/hf");

  private static void align(Path checkpoint, Path triples, Path aligned) {
    // alignment begins
    try (TorchPolicy policy = TorchPolicy.open(checkpoint);
        HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.open(checkpoint)) {
      TripleTokenizer tokens =
          new TripleTokenizer(tokenizer, ContextPrompt.text(), policy.maxTokens());
      AlignmentReport report =
          SoLoPo.builder()
              .objective(SimPo.builder().beta(2.0).gamma(1.0).build())
              .alignmentWeight(1.0) // of the distance between short and long rewards
              .policy(policy)
              .triples(tokens.tokens(TripleFile.read(triples)).triples())
              .optimizer(AdamW.builder().learningRate(1e-3).build())
              .batch(8)
              .epochs(1)
              .build()
              .align();
      System.out.println(report.toMarkdown());
      policy.save(aligned); // as transformers and tools/export load it
    }
    // alignment ends
  }

  @Test
  void printsWhatTheStepsDidAndSavesThePolicy(@TempDir Path directory) {
    Path triples = directory.resolve("triples.jsonl");
    TripleFile.write(triples, List.of(triple("first"), triple("second")));

    String printed = printedBy(() -> align(CHECKPOINT, triples, directory.resolve("aligned")));

    assertThat(printed).contains("| step");
    assertThat(directory.resolve("aligned/model.safetensors")).isNotEmptyFile();
  }

  @Test
  void readmeShowsThisCode() throws IOException {
    List<String> shown = between(README, "<!-- alignment begins -->", "<!-- alignment ends -->");
    shown.removeIf(line -> line.startsWith("```"));
    assertThat(shown)
        .isNotEmpty()
        .isEqualTo(between(SOURCE, "// alignment begins", "// alignment ends"));
  }

  private static Triple triple(String id) {
    Document evidence = Document.of("a", "home of Ada Rome .");
    Document unrelated = Document.of("b", "home of Anna Oslo .");
    return new Triple(
        id,
        "home of Ada ?",
        List.of("a"),
        List.of(evidence),
        List.of(unrelated, evidence),
        "answer : Rome",
        "answer : Oslo",
        List.of("Rome"));
  }

  private static String printedBy(Runnable example) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      example.run();
    } finally {
      System.setOut(before);
    }
    return printed.toString(UTF_8);
  }

  /** The lines between the only two lines that are these marks, without blanks around them. */
  private static List<String> between(Path file, String begin, String end) throws IOException {
    List<String> lines =
        Files.readString(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    assertThat(lines).as(file.toString()).containsOnlyOnce(begin, end);
    return new ArrayList<>(lines.subList(lines.indexOf(begin) + 1, lines.indexOf(end)));
  }
}

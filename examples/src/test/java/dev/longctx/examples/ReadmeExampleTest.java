package dev.longctx.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.align.RewardAligner;
import dev.longctx.api.Document;
import dev.longctx.api.LongContext;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Policy;
import dev.longctx.compress.CriticCompressor;
import dev.longctx.onnx.critic.Critics;
import dev.longctx.onnx.lm.OnnxCausalLm;
import dev.longctx.reason.ReasoningPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** README's examples, compiled and run; README must show the very code that stands here. */
final class ReadmeExampleTest {

  private static final Path CONSTITUTION = Path.of("data/us-constitution.txt");
  private static final Path DECLARATION = Path.of("data/us-declaration.txt");
  private static final Path MODELS =
      Path.of(System.getProperty("longctx.fixtures", "../fixtures"), "models");
  private static final Path README = Path.of("../README.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/longctx/examples/ReadmeExampleTest.java");

  private static void example(Path constitution, Path declaration) throws IOException {
    // compression begins
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
    // compression ends
  }

  private static void ask(Path modelDirectory, List<Document> documents) {
    // reasoning begins
    try (OnnxCausalLm model = OnnxCausalLm.load(modelDirectory);
        Policy policy = ReasoningPolicy.builder().model(model).samples(4).maxTokens(100).build();
        Compressor compressor = CriticCompressor.builder().critic(Critics.english()).build()) {
      LongContext longctx =
          LongContext.builder()
              .compressor(compressor)
              .budget(Budget.tokens(200)) // in the model's own tokens
              .policy(policy)
              .build();
      Answer answer = longctx.ask("Who has the power to declare war?", documents);
      System.out.println(answer.text()); // what most of the samples answered
      answer.evidence().forEach(System.out::println); // where the model read it
    }
    // reasoning ends
  }

  private static void alignment(
      Path modelDirectory, Compressor compressor, String question, List<Document> documents) {
    try (OnnxCausalLm model = OnnxCausalLm.load(modelDirectory);
        Policy policy = ReasoningPolicy.builder().model(model).maxTokens(20).build()) {
      // aligner begins
      LongContext longctx =
          LongContext.builder()
              .compressor(compressor)
              .policy(policy)
              .aligner(RewardAligner.simPo().beta(2.0).scorer(model).tokenizer(model).build())
              .build();
      Answer answer = longctx.ask(question, documents);
      System.out.println(answer.alignment()); // rewards of all candidates, or why there are none
      // aligner ends
    }
  }

  @Test
  void printsWhatAnswersTheQuestion() throws IOException {
    String printed = printedBy(() -> example(CONSTITUTION, DECLARATION));
    assertThat(printed)
        .contains("To declare War, grant Letters of Marque and Reprisal")
        .contains("KeptSpan[document=0, start=");
  }

  /** With a model of random weights, so that only the evidence means something. */
  @Test
  void printsWhereTheModelRead() throws IOException {
    List<Document> documents = List.of(Document.of("constitution", Files.readString(CONSTITUTION)));
    String printed = printedBy(() -> ask(MODELS.resolve("tiny-lm-gqa"), documents));
    assertThat(printed).contains("KeptSpan[document=0, start=");
  }

  @Test
  void printsTheRewardsUnderBothContexts() throws IOException {
    List<Document> documents =
        List.of(
            Document.of(
                "war", "Congress has the power to declare war. The year has four seasons."));
    String printed =
        printedBy(
            () -> {
              try (Compressor compressor =
                  CriticCompressor.builder().critic(Critics.english()).build()) {
                String question = "Who has the power to declare war?";
                alignment(MODELS.resolve("tiny-lm-gqa"), compressor, question, documents);
              }
            });
    assertThat(printed).contains("Measured[rewards=[RewardPair[full=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compression", "reasoning", "aligner"})
  void readmeShowsThisCode(String name) throws IOException {
    List<String> shown =
        between(README, "<!-- " + name + " begins -->", "<!-- " + name + " ends -->");
    shown.removeIf(line -> line.startsWith("```"));
    assertThat(shown)
        .isNotEmpty()
        .isEqualTo(between(SOURCE, "// " + name + " begins", "// " + name + " ends"));
  }

  @FunctionalInterface
  private interface Example {
    void run() throws IOException;
  }

  private static String printedBy(Example example) throws IOException {
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

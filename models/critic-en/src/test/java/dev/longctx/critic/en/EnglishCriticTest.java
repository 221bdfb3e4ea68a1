package dev.longctx.critic.en;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compressed;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.DocumentStatus;
import dev.longctx.api.compression.Granularity;
import dev.longctx.compress.CriticCompressor;
import dev.longctx.onnx.critic.Critics;
import dev.longctx.onnx.critic.LabelScheme;
import dev.longctx.onnx.critic.PromptTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped critic does what its model card says, on texts of our own. */
final class EnglishCriticTest {

  private static final String HARBOUR =
      """
      Port Ellery

      Port Ellery is a small town on the east coast. Its harbour was deepened in 1871 by the \
      engineer Ada Marsh. Most families lived from herring until the war. A storm destroyed the \
      old pier in 1903, and it was never rebuilt. The town's choir sings every Sunday.
      """;
  private static final String BAKERY =
      """
      Miller's Bakery

      Miller's Bakery opened in a former stable. The bakery sells rye bread and plum cake. On \
      Saturdays the queue reaches the church. Its owner plays the trumpet in a brass band.
      """;

  private static CriticCompressor compressor;

  @BeforeAll
  static void open() {
    compressor = CriticCompressor.builder().critic(Critics.english()).build();
  }

  @AfterAll
  static void close() {
    compressor.close();
  }

  @Test
  void itsManifestIsWhatTheModelCardSays() {
    var manifest = Critics.english().manifest();
    assertThat(manifest.name()).isEqualTo("critic-en");
    assertThat(manifest.labelScheme()).isEqualTo(LabelScheme.BIOE);
    assertThat(manifest.template()).isEqualTo(PromptTemplate.PAIR);
    assertThat(manifest.windowTokens()).isEqualTo(512);
    assertThat(manifest.threshold()).isEqualTo(0.15);
  }

  @Test
  void cardAndLicenceComeWithIt() throws IOException {
    assertThat(resource("META-INF/MODEL_CARD.md"))
        .startsWith("# critic-en")
        .contains("## Where it is weak");
    assertThat(resource("META-INF/LICENSE")).contains("Apache License");
  }

  private static String resource(String name) throws IOException {
    // Not by the class path, where other jars have a META-INF/LICENSE too.
    return Files.readString(Path.of("target/classes").resolve(name));
  }

  @Test
  void keepsTheSentenceThatAnswers() {
    assertThat(
            compress("Who deepened the harbour?", Budget.tokens(40), Granularity.SENTENCE).text())
        .contains("engineer Ada Marsh")
        .doesNotContain("trumpet");
    assertThat(compress("What destroyed the pier?", Budget.tokens(40), Granularity.SENTENCE).text())
        .contains("A storm destroyed the old pier");
    assertThat(
            compress(
                    "Which instrument does the owner of the bakery play?",
                    Budget.tokens(40),
                    Granularity.SENTENCE)
                .text())
        .contains("trumpet")
        .doesNotContain("choir");
  }

  @Test
  void asksForWordsWhereWordsAreWanted() {
    String words =
        compress("Who deepened the harbour?", Budget.tokens(10), Granularity.WORD).text();
    assertThat(words).contains("by the", "Marsh").doesNotContain("trumpet", "herring");
  }

  @Test
  void prefersTheParagraphAboutTheTopic() {
    Compression kept =
        compress("What does the bakery sell?", Budget.tokens(70), Granularity.PARAGRAPH);
    assertThat(kept.text()).contains("rye bread").doesNotContain("herring");
  }

  @Test
  void decidesByItselfWithoutABudget() {
    Compression kept =
        compress("When was the harbour deepened?", Budget.criticDecides(), Granularity.SENTENCE);
    assertThat(kept).isInstanceOf(Compressed.class);
    assertThat(kept.text()).contains("1871").doesNotContain("plum cake");
  }

  @Test
  void saysThatItCannotReadChinese() {
    CompressionRequest request =
        CompressionRequest.builder()
            .query("Who?")
            .document(Document.of("zh", "今天天气很好，我们去公园散步，晚上看电影。".repeat(5)))
            .document(Document.of("en", BAKERY))
            .build();
    assertThat(((Compressed) compressor.compress(request)).statuses())
        .containsExactly(DocumentStatus.UNSUPPORTED_TEXT, DocumentStatus.SCORED);
  }

  private static Compression compress(String query, Budget budget, Granularity granularity) {
    return compressor.compress(
        CompressionRequest.builder()
            .query(query)
            .document(Document.of("harbour", HARBOUR))
            .document(Document.of("bakery", BAKERY))
            .granularity(granularity)
            .budget(budget)
            .build());
  }
}

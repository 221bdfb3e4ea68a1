package dev.longctx.api.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompressionRequestTest {

  private static final Document A = Document.of("a", "text");

  static Stream<Arguments> settings() {
    return Stream.of(
        setting("query", b -> b.query("q")),
        setting("instruction", b -> b.instruction("i")),
        setting("documents", b -> b.documents(List.of(A))),
        setting("granularity", b -> b.granularity(Granularity.WORD)),
        setting("budget", b -> b.budget(Budget.tokens(5))),
        setting("protections", b -> b.protections(Set.of())),
        setting("joiner", b -> b.joiner(Joiner.SPACE)),
        setting("onFailure", b -> b.onFailure(FailurePolicy.THROW)),
        setting("deadline", b -> b.deadline(Duration.ofSeconds(1))),
        setting("tokenCounter", b -> b.tokenCounter(TokenCounter.approximate())));
  }

  private static Arguments setting(String name, UnaryOperator<CompressionRequest.Builder> setting) {
    return Arguments.of(name, setting);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void refusesASettingGivenTwice(String name, UnaryOperator<CompressionRequest.Builder> setting) {
    CompressionRequest.Builder builder = setting.apply(CompressionRequest.builder());
    assertThatThrownBy(() -> setting.apply(builder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("already given");
  }

  @Test
  void hasADefaultForEverySetting() {
    CompressionRequest request = CompressionRequest.builder().build();
    assertThat(request.query()).isEmpty();
    assertThat(request.documents()).isEmpty();
    assertThat(request.instruction()).isEqualTo(Instruction.SUPPORTING_FACTS);
    assertThat(request.granularity()).isEqualTo(Granularity.SENTENCE);
    assertThat(request.budget()).isEqualTo(Budget.criticDecides());
    assertThat(request.protections()).isEqualTo(EnumSet.allOf(Protection.class));
    assertThat(request.joiner()).isEqualTo(Joiner.NEWLINE);
    assertThat(request.failurePolicy()).isEqualTo(FailurePolicy.ORIGINAL);
    assertThat(request.deadline()).isEmpty();
    assertThat(request.tokenCounter()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "WORD, words and phrases",
    "SENTENCE, supporting facts",
    "MODEL_SPANS, supporting facts",
    "PARAGRAPH, paragraphs",
    "DOCUMENT, paragraphs",
  })
  void asksForWhatTheGranularitySuggestsByDefault(Granularity granularity, String words) {
    CompressionRequest request = CompressionRequest.builder().granularity(granularity).build();
    assertThat(request.instruction().text()).contains(words);
  }

  @Test
  void joinsWordsWithABlankByDefault() {
    CompressionRequest request = CompressionRequest.builder().granularity(Granularity.WORD).build();
    assertThat(request.joiner()).isEqualTo(Joiner.SPACE);
  }

  @Test
  void refusesTwoDocumentsWithOneId() {
    CompressionRequest.Builder builder = CompressionRequest.builder().document(A);
    assertThatThrownBy(() -> builder.document(Document.of("a", "other")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"a\"");
  }

  @Test
  void refusesToMixTheTwoWaysOfGivingDocuments() {
    assertThatThrownBy(() -> CompressionRequest.builder().document(A).documents(List.of()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> CompressionRequest.builder().documents(List.of()).document(A))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesToTruncateWithoutANumberOfTokens() {
    CompressionRequest.Builder budgetFirst =
        CompressionRequest.builder().budget(Budget.threshold(0.5));
    assertThatThrownBy(() -> budgetFirst.onFailure(FailurePolicy.TRUNCATE_TO_BUDGET))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("TRUNCATE_TO_BUDGET");
    CompressionRequest.Builder policyFirst =
        CompressionRequest.builder().onFailure(FailurePolicy.TRUNCATE_TO_BUDGET);
    assertThatThrownBy(() -> policyFirst.budget(Budget.criticDecides()))
        .isInstanceOf(IllegalStateException.class);
    CompressionRequest.Builder noBudget =
        CompressionRequest.builder().onFailure(FailurePolicy.TRUNCATE_TO_BUDGET);
    assertThatThrownBy(noBudget::build).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesADeadlineThatIsNotPositive() {
    assertThatThrownBy(() -> CompressionRequest.builder().deadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesBudgetsOutOfRange() {
    assertThatThrownBy(() -> Budget.tokens(0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> Budget.keepRatio(0)).hasMessageContaining("found 0.0");
    assertThatThrownBy(() -> Budget.keepRatio(1.1)).hasMessageContaining("found 1.1");
    assertThatThrownBy(() -> Budget.keepRatio(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Budget.threshold(-0.1)).hasMessageContaining("found -0.1");
    assertThatThrownBy(() -> Budget.threshold(Double.NaN)).hasMessageContaining("NaN");
  }
}

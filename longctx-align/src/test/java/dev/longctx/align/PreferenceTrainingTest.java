package dev.longctx.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.align.data.ContextLength;
import dev.longctx.align.data.TokenTriple;
import dev.longctx.align.objective.Dpo;
import dev.longctx.align.objective.ShortToLong;
import dev.longctx.align.testing.TablePolicy;
import dev.longctx.align.testing.Triples;
import dev.longctx.api.training.AdamW;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreferenceTrainingTest {

  private static final int VOCABULARY = 6;
  private static final List<TokenTriple> TRIPLES = Triples.of(6, VOCABULARY, 3);
  private static final AdamW ADAM = AdamW.builder().learningRate(0.05).build();

  private static PreferenceTraining.Builder training(TablePolicy policy) {
    return PreferenceTraining.builder()
        .policy(policy)
        .optimizer(ADAM)
        .objective(Dpo.builder().beta(0.5).build());
  }

  @Test
  void learnsFromLongContextsWithBothResponsesInOnePass() {
    TablePolicy policy = new TablePolicy(VOCABULARY, 1);
    AlignmentReport report =
        training(policy).triples(TRIPLES, ContextLength.LONG).batch(6).steps(40).build().train();

    assertThat(report.name()).isEqualTo("DPO");
    assertThat(report.steps().get(39).loss().total())
        .isLessThan(report.steps().get(0).loss().total() / 2);
    assertThat(report.steps().get(0).rewards().gap()).isNaN();
    assertThat(policy.peakTokens()).isGreaterThan(40);
    assertThat(policy.scored()).isEqualTo(12);
    assertThat(policy.openPasses()).isZero();
  }

  @Test
  void equalsAnAlignmentOfShortContextsWithThemselves() {
    List<TokenTriple> same =
        TRIPLES.stream()
            .map(
                t ->
                    new TokenTriple(
                        t.id(), t.shortPrompt(), t.shortPrompt(), t.chosen(), t.rejected()))
            .toList();
    TablePolicy plain = new TablePolicy(VOCABULARY, 1);
    TablePolicy aligned = new TablePolicy(VOCABULARY, 1);
    training(plain).triples(TRIPLES, ContextLength.SHORT).batch(6).steps(5).build().train();
    SoLoPo.builder()
        .policy(aligned)
        .optimizer(ADAM)
        .loss(
            ShortToLong.builder()
                .objective(Dpo.builder().beta(0.5).build())
                .alignmentWeight(3)
                .build())
        .triples(same)
        .batch(6)
        .steps(5)
        .build()
        .align();

    assertThat(aligned.weights()).isEqualTo(plain.weights());
  }
}

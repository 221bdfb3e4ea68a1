package dev.longctx.train.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.model.TokenSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SharedPromptBatchTest {

  private static final long SEED = 5;
  private static final BlockCost COST = BlockCost.of(512, 8, 2, 64, 1408);
  private static final BlockCost TINY = BlockCost.of(32, 4, 2, 8, 40);

  @Test
  void aPromptStandsOnceBeforeItsResponses() {
    TokenBatch batch =
        TokenBatch.withSharedPrompts(
            List.of(
                new TokenSequence(new int[] {7, 8, 9}, new int[] {1, 2, 3}),
                new TokenSequence(new int[] {7, 8, 9}, new int[] {4}),
                new TokenSequence(new int[] {7, 8, 9}, new int[] {5, 6})),
            COST);
    assertThat(batch.blocks()).containsExactly(3, 2, 3);
    assertThat(batch.tokens()).containsExactly(7, 8, 9, 1, 2, 5, 0, 0, 0);
    assertThat(batch.positions()).containsExactly(0, 1, 2, 3, 4, 3, 4, 3, 4);
    assertThat(batch.predictors()).containsExactly(2, 3, 4, 2, 5, 2);
    assertThat(batch.targets()).containsExactly(1, 2, 3, 5, 6, 4);
    assertThat(batch.longest()).isEqualTo(5);
    assertThat(List.of(batch.offset(0), batch.offset(1), batch.offset(2)))
        .isEqualTo(List.of(0, 5, 3));
  }

  @Test
  void tokensAreThoseOfThePromptAndOfResponses() {
    TokenBatch batch = TokenBatch.withSharedPrompts(group(1, 1024, 64, 64, 64, 64), COST);
    assertThat(batch.tokens()).hasSize(1024 + 4 * 63);
  }

  @Test
  void responsesOfOneTokenNeedThePromptAlone() {
    TokenBatch batch = TokenBatch.withSharedPrompts(group(1, 20, 1, 1, 1), COST);
    assertThat(batch.blocks()).containsExactly(3, 0, 20);
    assertThat(batch.predictors()).containsExactly(19, 19, 19);
    assertThat(batch.longest()).isEqualTo(20);
  }

  @Test
  void thePromptIsReadAgainWherePaddingWouldCostMore() {
    TokenBatch batch = TokenBatch.withSharedPrompts(group(1, 500, 3, 400, 3, 400), COST);
    assertThat(batch.blocks()).containsExactly(2, 399, 500, 2, 2, 500);
  }

  @Test
  void aShortPromptBeforeLongResponsesIsNotShared() {
    TokenBatch batch = TokenBatch.withSharedPrompts(group(1, 2, 3000, 3000), COST);
    assertThat(batch.blocks()).containsExactly(2, 3001, 0);
  }

  @Test
  void groupsAndSingleSequencesLieInBlocksOfTheirOwn() {
    List<TokenSequence> sequences = group(1, 300, 9, 9);
    sequences.addAll(group(2, 300, 9, 9, 9));
    sequences.addAll(group(3, 200, 9));
    sequences.addAll(group(4, 200, 0, 9));
    TokenBatch batch = TokenBatch.withSharedPrompts(sequences, COST);
    assertThat(batch.blocks()).containsExactly(2, 8, 300, 3, 8, 300, 2, 208, 0);
    TokenBatchTest.assertResponses(batch, sequences);
  }

  @Test
  void predictorsStandBeforeTheirTargets() {
    Random random = new Random(SEED);
    List<TokenSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int[] responses = random.ints(1 + random.nextInt(7), 0, 9).toArray();
      sequences.addAll(group(i, 1 + random.nextInt(60), responses));
    }
    sequences.addAll(group(60, 40, new Random(SEED).ints(600, 0, 5).toArray()));
    Collections.shuffle(sequences, random);
    for (BlockCost cost : List.of(COST, TINY)) {
      TokenBatch batch = TokenBatch.withSharedPrompts(sequences, cost);
      assertThat(shared(batch)).as("seed %d", SEED).isGreaterThan(20);
      TokenBatchTest.assertResponses(batch, sequences);
    }
  }

  private static long shared(TokenBatch batch) {
    return LongStream.range(0, batch.blocks().length / 3)
        .filter(block -> batch.blocks()[Math.toIntExact(3 * block + 2)] > 0)
        .count();
  }

  @Test
  void withoutEqualPromptsTheBatchIsTheSame() {
    List<TokenSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      sequences.addAll(group(i, 10 + i % 7, i % 9));
    }
    TokenBatch found = TokenBatch.withSharedPrompts(sequences, COST);
    TokenBatch expected = TokenBatch.of(sequences, COST);
    assertThat(found.blocks()).isEqualTo(expected.blocks());
    assertThat(found.tokens()).isEqualTo(expected.tokens());
    assertThat(found.positions()).isEqualTo(expected.positions());
    assertThat(found.predictors()).isEqualTo(expected.predictors());
    assertThat(found.targets()).isEqualTo(expected.targets());
  }

  private static List<TokenSequence> group(int seed, int prompt, int... responses) {
    Random random = new Random(seed);
    int[] shared = random.ints(prompt, 0, 9999).toArray();
    List<TokenSequence> sequences = new ArrayList<>();
    for (int response : responses) {
      sequences.add(new TokenSequence(shared, random.ints(response, 0, 9999).toArray()));
    }
    return sequences;
  }
}

package dev.longctx.train.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.model.TokenSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TokenBatchTest {

  private static final BlockCost LARGE = BlockCost.of(512, 8, 2, 64, 1408);
  private static final BlockCost SMALL = BlockCost.of(16, 2, 2, 8, 40);

  @Test
  void sequencesOfOneLengthLieInOneBlock() {
    TokenBatch batch = TokenBatch.of(List.of(of(3, 4), of(5, 2), of(1, 6)), LARGE);
    assertThat(batch.blocks()).containsExactly(3, 6, 0);
    assertThat(batch.tokens()).hasSize(18);
  }

  @Test
  void aLongSequenceAndAShortOneAreNotPaddedToOneLength() {
    TokenBatch batch = TokenBatch.of(List.of(of(3, 4), of(2000, 48)), LARGE);
    assertThat(batch.blocks()).containsExactly(1, 2047, 0, 1, 6, 0);
  }

  @Test
  void sequencesOfAlmostOneLengthArePaddedWhereACallCostsMore() {
    TokenBatch batch = TokenBatch.of(List.of(of(3, 4), of(3, 5)), SMALL);
    assertThat(batch.blocks()).containsExactly(2, 7, 0);
    assertThat(batch.positions()).containsExactly(0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void predictorsStandBeforeTheirTargets() {
    Random random = new Random(3);
    List<TokenSequence> sequences = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sequences.add(of(1 + random.nextInt(60), random.nextInt(9)));
    }
    for (BlockCost cost : List.of(LARGE, SMALL)) {
      assertResponses(TokenBatch.of(sequences, cost), sequences);
    }
  }

  static void assertResponses(TokenBatch batch, List<TokenSequence> sequences) {
    assertThat(batch.sequences()).isEqualTo(sequences.size());
    for (int i = 0; i < sequences.size(); i++) {
      assertResponse(batch, i, sequences.get(i));
    }
  }

  private static void assertResponse(TokenBatch batch, int index, TokenSequence sequence) {
    int[] prompt = sequence.prompt();
    int[] response = sequence.response();
    assertThat(batch.responseLength(index)).isEqualTo(response.length);
    for (int t = 0; t < response.length; t++) {
      int scored = batch.offset(index) + t;
      int at = Math.toIntExact(batch.predictors()[scored]);
      assertThat(batch.targets()[scored]).isEqualTo(response[t]);
      assertThat(batch.positions()[at]).isEqualTo(prompt.length - 1 + t);
      assertThat(batch.tokens()[at]).isEqualTo(t == 0 ? last(prompt) : response[t - 1]);
    }
  }

  private static int last(int[] values) {
    return values[values.length - 1];
  }

  @Test
  void blocksCoverEverySequenceWithAResponse() {
    List<TokenSequence> sequences = List.of(of(3, 0), of(4, 1), of(9, 2), of(1, 0));
    TokenBatch batch = TokenBatch.of(sequences, LARGE);
    long tokens = 0;
    for (int i = 0; i < batch.blocks().length; i += 3) {
      tokens += batch.blocks()[i] * batch.blocks()[i + 1];
    }
    assertThat(batch.tokens()).hasSize(Math.toIntExact(tokens));
    assertThat(batch.targets()).hasSize(3);
    assertThat(batch.sequences()).isEqualTo(4);
    assertThat(batch.longest()).isEqualTo(10);
  }

  @Test
  void withoutAnyResponseThereIsNothingToRead() {
    assertThat(TokenBatch.of(List.of(of(3, 0)), LARGE).isEmpty()).isTrue();
  }

  private static TokenSequence of(int prompt, int response) {
    Random random = new Random(31L * prompt + response);
    return new TokenSequence(
        random.ints(prompt, 0, 99).toArray(), random.ints(response, 0, 99).toArray());
  }
}

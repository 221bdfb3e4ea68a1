package dev.longctx.align.internal.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ListBatchesTest {

  private static int[] all(ListBatches batches) {
    return LongStream.range(0, batches.steps())
        .boxed()
        .flatMapToInt(step -> Arrays.stream(batches.at(step)))
        .toArray();
  }

  @Test
  void readsEachExampleOnceAnEpochInAnotherOrder() {
    ListBatches batches = new ListBatches(7, 3, 3, null, 11);

    int[] read = all(batches);
    assertThat(batches.steps()).isEqualTo(7);
    assertThat(read).hasSize(21);
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(Arrays.copyOfRange(read, 7 * epoch, 7 * epoch + 7))
          .containsExactlyInAnyOrder(IntStream.range(0, 7).toArray());
    }
    assertThat(Arrays.copyOfRange(read, 0, 7)).isNotEqualTo(Arrays.copyOfRange(read, 7, 14));
  }

  @Test
  void givesAStepTheSameBatchWhateverWasAskedBefore() {
    ListBatches forward = new ListBatches(5, 2, null, 20L, 3);
    int[] last = new ListBatches(5, 2, null, 20L, 3).at(19);

    assertThat(Arrays.copyOfRange(all(forward), 38, 40)).isEqualTo(last);
    assertThat(forward.at(0)).isEqualTo(new ListBatches(5, 2, null, 20L, 3).at(0));
  }

  @Test
  void anotherSeedGivesAnotherOrder() {
    assertThat(all(new ListBatches(20, 4, 1, null, 1)))
        .isNotEqualTo(all(new ListBatches(20, 4, 1, null, 2)));
  }

  @Test
  void onlyTheLastBatchOfEpochsIsSmaller() {
    ListBatches batches = new ListBatches(5, 4, 2, null, 0);

    assertThat(batches.steps()).isEqualTo(3);
    assertThat(batches.at(1)).hasSize(4);
    assertThat(batches.at(2)).hasSize(2);
  }
}

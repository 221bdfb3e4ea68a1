package dev.longctx.runs.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochOrderTest {

  private static int[] epoch(EpochOrder order, int examples, int number) {
    return IntStream.range(0, examples).map(i -> order.at((long) number * examples + i)).toArray();
  }

  @Test
  void eachEpochHoldsAllInAnOrderOfItsOwn() {
    EpochOrder order = new EpochOrder(20, 5);

    int[] first = epoch(order, 20, 0);
    int[] second = epoch(order, 20, 1);

    assertThat(first).containsExactlyInAnyOrder(IntStream.range(0, 20).toArray());
    assertThat(second).containsExactlyInAnyOrder(first).isNotEqualTo(first);
    assertThat(epoch(new EpochOrder(20, 6), 20, 0)).isNotEqualTo(first);
  }

  @Test
  void aPositionIsTheSameWhateverWasAskedBefore() {
    EpochOrder order = new EpochOrder(20, 5);
    order.at(1);
    order.at(75);

    assertThat(order.at(33)).isEqualTo(new EpochOrder(20, 5).at(33));
  }
}

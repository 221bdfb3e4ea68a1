package dev.longctx.runs.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpansTest {

  @Test
  void areAtMostSoManyAndHoldAllInOrder() {
    for (int size = 0; size < 40; size++) {
      List<Integer> all = IntStream.range(0, size).boxed().toList();
      List<List<Integer>> spans = Spans.of(all, 7);

      assertThat(spans).hasSizeLessThanOrEqualTo(7).noneMatch(List::isEmpty);
      assertThat(spans.stream().flatMap(List::stream)).isEqualTo(all);
    }
  }

  @Test
  void areSingleWhereThereAreFew() {
    assertThat(Spans.of(List.of("a", "b"), 2)).containsExactly(List.of("a"), List.of("b"));
  }
}

package dev.longctx.compress.internal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The toy vectors have one token a character, and a prompt of 80 tokens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WindowPlannerTest {

  private final long seed = Long.getLong("longctx.seed", System.nanoTime());

  private static List<String> cut(String text, List<Window> windows) {
    return windows.stream().map(w -> text.substring(w.from(), w.to())).toList();
  }

  @Test
  void cutsAfterAFixedNumberOfTokensAsReleased() {
    String text = "abcdefghijklmnopqrstuvwxyz";
    assertThat(cut(text, WindowPlanner.planFixed(0, text.length(), 90 - 80)))
        .containsExactly("abcdefghij", "klmnopqrst", "uvwxyz");
  }

  @Test
  void packsSentencesAsReleased() {
    String text = "第一句话。第二句更长一点点。\n第三句！“引用。”好。尾";
    int[] borders = {0, 5, 15, 19, 24, 26, 27};
    assertThat(cut(text, WindowPlanner.plan(0, borders, 94 - 80)))
        .containsExactly("第一句话。", "第二句更长一点点。\n第三句！", "“引用。”好。尾");
  }

  @Test
  void scoresAnOverLongSentenceToItsEndAndKeepsLaterOffsets() {
    int[] borders = {0, 3, 28, 31};
    assertThat(WindowPlanner.plan(2, borders, 10))
        .containsExactly(
            new Window(2, 0, 3),
            new Window(2, 3, 13),
            new Window(2, 13, 23),
            new Window(2, 23, 31));
  }

  @Test
  void plansNoEmptyWindowBeforeAnOverLongFirstSentence() {
    assertThat(WindowPlanner.plan(0, new int[] {0, 25}, 10))
        .containsExactly(new Window(0, 0, 10), new Window(0, 10, 20), new Window(0, 20, 25));
  }

  @Test
  void plansNothingForNoTokens() {
    assertThat(WindowPlanner.plan(0, new int[] {0, 0}, 10)).isEmpty();
    assertThat(WindowPlanner.plan(0, new int[] {0}, 10)).isEmpty();
  }

  @Test
  void refusesAWindowWithoutRoomForText() {
    assertThatThrownBy(() -> WindowPlanner.planFixed(0, 5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found room for 0");
  }

  @Test
  void coversEveryTokenOnceWithinTheCapacityAndCutsOnlyOverLongSentences() {
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      int[] borders = randomBorders(random);
      int capacity = 1 + random.nextInt(12);
      List<Window> windows = WindowPlanner.plan(0, borders, capacity);
      int reached = 0;
      for (Window window : windows) {
        assertThat(window.from()).as("seed %d", seed).isEqualTo(reached);
        assertThat(window.size()).as("seed %d", seed).isBetween(1, capacity);
        reached = window.to();
        assertThat(isBorderOrInsideLong(borders, reached, capacity)).as("seed %d", seed).isTrue();
      }
      assertThat(reached).as("seed %d", seed).isEqualTo(borders[borders.length - 1]);
    }
  }

  private static int[] randomBorders(Random random) {
    int[] borders = new int[2 + random.nextInt(20)];
    for (int i = 1; i < borders.length; i++) {
      borders[i] = borders[i - 1] + random.nextInt(15);
    }
    return borders;
  }

  private static boolean isBorderOrInsideLong(int[] borders, int at, int capacity) {
    for (int i = 0; i + 1 < borders.length; i++) {
      boolean border = at == borders[i] || at == borders[i + 1];
      boolean inside = borders[i] < at && at < borders[i + 1];
      if (border || (inside && borders[i + 1] - borders[i] > capacity)) {
        return true;
      }
    }
    return false;
  }
}

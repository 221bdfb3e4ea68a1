package dev.longctx.examples.training.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExampleTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void evidenceStandsWordForWordInBothContexts(long seed) {
    Draw draw = new Draw(seed);
    Example example = Example.random(Domain.PEOPLE, 128, draw);
    World among = example.among(1024, draw);

    assertThat(example.evidence()).isNotEmpty().hasSizeLessThanOrEqualTo(2);
    for (Page page : example.evidence()) {
      assertThat(example.world().text()).contains(page.text());
      assertThat(among.text()).contains(page.text());
    }
    assertThat(tokens(example.world())).isLessThanOrEqualTo(128);
    assertThat(tokens(among)).isBetween(900, 1024);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void aLongContextHasOneAnswer(long seed) {
    Draw draw = new Draw(seed);
    Example example = Example.random(Domain.THINGS, 128, draw);

    World among = example.among(2048, draw);

    List<Page> pages = among.pages();
    assertThat(pages.stream().map(Page::id)).doesNotHaveDuplicates();
    assertThat(pages.stream().map(Page::subject).filter(subject -> subject != null))
        .doesNotHaveDuplicates();
    assertThat(among.oneHop().stream().map(Question::text)).doesNotHaveDuplicates();
    List<Question> all = example.question().facts().size() == 1 ? among.oneHop() : among.twoHops();
    assertThat(all).contains(example.question());
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void theSameSeedGivesTheSame(long seed) {
    assertThat(Example.random(Domain.PEOPLE, 128, new Draw(seed)))
        .isEqualTo(Example.random(Domain.PEOPLE, 128, new Draw(seed)));
  }

  private static int tokens(World world) {
    return world.text().split(" ").length;
  }
}

package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DeterminismTest {

  @Test
  void theSameSeedGivesTheSameRunBitByBit() {
    TablePolicy first = new TablePolicy(1);
    TablePolicy second = new TablePolicy(1);
    RlReport one = ToyTask.small(first, new TableModel()).build().train();
    RlReport other = ToyTask.small(second, new TableModel()).build().train();

    assertThat(ToyTask.timeless(other)).isEqualTo(ToyTask.timeless(one));
    assertThat(second.weights()).isEqualTo(first.weights());
    assertThat(first.weights()).isNotEqualTo(new TablePolicy(1).weights());
  }

  @Test
  void anotherSeedGivesAnotherRun() {
    TablePolicy first = new TablePolicy(1);
    TablePolicy second = new TablePolicy(1);
    ToyTask.small(first, new TableModel()).build().train();
    ToyTask.small(second, new TableModel(), 6).build().train();

    assertThat(second.weights()).isNotEqualTo(first.weights());
  }

  @Test
  void rewardsOfSeveralThreadsChangeNothing() {
    TablePolicy first = new TablePolicy(1);
    TablePolicy second = new TablePolicy(1);
    ToyTask.small(first, new TableModel()).build().train();
    ExecutorService judges = Executors.newFixedThreadPool(4);
    try {
      ToyTask.small(second, new TableModel()).rewardExecutor(judges).build().train();
    } finally {
      judges.shutdown();
    }

    assertThat(second.weights()).isEqualTo(first.weights());
  }

  @Test
  void howManyGroupsGrowAtOnceChangesNothing() {
    TablePolicy first = new TablePolicy(1);
    TablePolicy second = new TablePolicy(1);
    ToyTask.small(first, new TableModel()).groupsAtOnce(1).build().train();
    ToyTask.small(second, new TableModel()).groupsAtOnce(3).build().train();

    assertThat(second.weights()).isEqualTo(first.weights());
  }
}

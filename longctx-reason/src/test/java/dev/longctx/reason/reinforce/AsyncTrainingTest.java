package dev.longctx.reason.reinforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.testing.TableModel;
import dev.longctx.reason.testing.TablePolicy;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncTrainingTest {

  @TempDir Path folder;

  @Test
  void cancellingTheFutureStopsTheTrainingAfterACheckpoint() throws Exception {
    AtomicReference<CompletableFuture<RlReport>> future = new AtomicReference<>();
    Heard heard =
        new Heard() {
          @Override
          public void step(RlStep step) {
            super.step(step);
            if (step.step() == 2) {
              future.get().cancel(false);
            }
          }
        };
    LongContextRl training =
        ToyTask.small(new TablePolicy(1), new TableModel())
            .checkpoints(folder, 100)
            .listener(heard)
            .build();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    CompletableFuture<Void> begin = new CompletableFuture<>();
    future.set(
        training.trainAsync(
            task ->
                executor.execute(
                    () -> {
                      begin.join();
                      task.run();
                    })));
    begin.complete(null);
    executor.shutdown();

    assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(future.get()).isCancelled();
    assertThat(heard.steps).hasSize(2);
    assertThat(heard.checkpoints).containsExactly(2L);
  }
}

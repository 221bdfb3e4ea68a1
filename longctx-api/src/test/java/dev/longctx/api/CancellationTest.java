package dev.longctx.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CancellationTest {

  private final Cancellation cancellation = new Cancellation();
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsEachActionOnce() {
    cancellation.onCancel(() -> ran.add("first"));
    cancellation.onCancel(() -> ran.add("second"));
    cancellation.cancel();
    cancellation.cancel();
    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void doesNotRunAWithdrawnAction() {
    cancellation.onCancel(() -> ran.add("withdrawn")).close();
    cancellation.cancel();
    assertThat(ran).isEmpty();
  }

  @Test
  void runsAnActionAtOnceWhenAlreadyCancelled() {
    cancellation.cancel();
    cancellation.onCancel(() -> ran.add("late")).close();
    assertThat(ran).containsExactly("late");
  }

  @Test
  void runsTheOtherActionsWhenOneThrows() {
    cancellation.onCancel(
        () -> {
          throw new IllegalStateException("broken");
        });
    cancellation.onCancel(() -> ran.add("working"));
    assertThatThrownBy(cancellation::cancel).hasMessage("broken");
    assertThat(ran).containsExactly("working");
  }

  @Test
  void endsWorkOnlyOnceCancelled() {
    cancellation.throwIfCancelled();
    assertThat(cancellation.isCancelled()).isFalse();
    cancellation.cancel();
    assertThat(cancellation.isCancelled()).isTrue();
    assertThatThrownBy(cancellation::throwIfCancelled).isInstanceOf(CancellationException.class);
  }
}

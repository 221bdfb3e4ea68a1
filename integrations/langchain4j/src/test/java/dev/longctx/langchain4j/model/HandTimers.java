package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Timers that ring when the test says so, whatever the time. */
final class HandTimers implements Timers {

  /** Stands for the time that a test lets run out. */
  static final Duration TIME = Duration.ofHours(1);

  private final List<Running> running = new CopyOnWriteArrayList<>();

  @Override
  public Timer start(Duration after, Runnable ring) {
    Running timer = new Running(after, ring);
    running.add(timer);
    return () -> running.remove(timer);
  }

  /** Lets {@link #TIME} run out. */
  void ring() {
    assertThat(due()).isNotEmpty();
    due().forEach(timer -> timer.ring.run());
  }

  /** The timers of {@link #TIME} that were not closed. */
  List<Running> due() {
    return running.stream().filter(timer -> timer.after.equals(TIME)).toList();
  }

  static final class Running {
    private final Duration after;
    private final Runnable ring;

    Running(Duration after, Runnable ring) {
      this.after = after;
      this.ring = ring;
    }
  }
}

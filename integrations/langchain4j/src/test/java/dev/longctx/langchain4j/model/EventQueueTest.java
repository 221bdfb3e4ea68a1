package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(RemoteModelTest.PATIENCE_SECONDS)
class EventQueueTest {

  private static final SampleEvent FIRST = new SampleEvent.Piece(0, "first");
  private static final SampleEvent LATE = new SampleEvent.Piece(0, "late");

  private final EventQueue events = new EventQueue();

  @Test
  void whatCameInTimeCanStillBeReadAndWhatComesLateCannot() throws InterruptedException {
    events.put(FIRST);
    events.expire();
    events.put(LATE);
    events.end(LATE);
    assertThat(events.take()).isEqualTo(FIRST);
    assertThat(events.take()).isNull();
    assertThat(events.isClosed()).isFalse();
  }

  @Test
  void closingDropsWhatIsInIt() throws InterruptedException {
    events.put(FIRST);
    events.close();
    events.put(LATE);
    assertThat(events.take()).isNull();
    assertThat(events.isClosed()).isTrue();
  }
}

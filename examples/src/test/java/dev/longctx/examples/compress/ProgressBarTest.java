package dev.longctx.examples.compress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.api.compression.CompressionRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {

  private final CompressionRequest request = CompressionRequest.builder().build();
  private final StringWriter terminal = new StringWriter();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final ProgressBar bar = new ProgressBar(new PrintWriter(terminal), nanos::get);

  @Test
  void quickCallsShowNothing() {
    bar.planned(request, 10);
    bar.scored(request, 10, 10);
    bar.failed(request, new IllegalStateException());
    assertThat(terminal.toString()).isEmpty();
  }

  @Test
  void longCallsShowTheShareAndEraseItAtTheEnd() {
    bar.planned(request, 4_000);
    pass(400);
    bar.scored(request, 1_000, 4_000);
    String shown = "scoring [#######.......................]  25 %, 1,000 of 4,000 windows";
    assertThat(terminal.toString()).isEqualTo("\r" + shown);
    bar.failed(request, new IllegalStateException());
    assertThat(terminal.toString())
        .isEqualTo("\r" + shown + "\r" + " ".repeat(shown.length()) + "\r");
  }

  @Test
  void redrawsAtMostTenTimesASecondAndNeverGoesBack() {
    bar.planned(request, 100);
    pass(400);
    bar.scored(request, 50, 100);
    bar.scored(request, 51, 100);
    pass(200);
    bar.scored(request, 49, 100);
    assertThat(terminal.toString()).contains("50 of 100", "51 of 100").doesNotContain("49 of");
    assertThat(terminal.toString().split("\r")).hasSize(3);
  }

  private void pass(long millis) {
    nanos.addAndGet(millis * 1_000_000);
  }
}

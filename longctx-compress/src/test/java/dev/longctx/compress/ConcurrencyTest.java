package dev.longctx.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.longctx.api.Cancellation;
import dev.longctx.api.Document;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionListener;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Compressor;
import dev.longctx.api.compression.KeptSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ConcurrencyTest {

  private static final List<Document> DOCUMENTS =
      Fixtures.documents(Fixtures.ARTICLE.repeat(4), "Short text.", Fixtures.ARTICLE.repeat(2));

  private static CompressionRequest request() {
    return request(TokenCounter.approximate());
  }

  private static CompressionRequest request(TokenCounter counter) {
    return CompressionRequest.builder()
        .query(Fixtures.QUERY)
        .documents(DOCUMENTS)
        .budget(Budget.tokens(120))
        .tokenCounter(counter)
        .build();
  }

  private static List<KeptSpan> units(Compressor compressor) {
    return compressor.compress(request()).units();
  }

  @ParameterizedTest
  @ValueSource(strings = {"term-overlap", "tiny-pair-int8", "tiny-pair-fp32", "tiny-none"})
  void eightThreadsOnOneInstanceAreBitIdentical(String critic) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (CriticCompressor compressor = Fixtures.compressor(critic)) {
      List<KeptSpan> expected = units(compressor);
      List<Callable<List<KeptSpan>>> calls = new ArrayList<>();
      IntStream.range(0, 40).forEach(i -> calls.add(() -> units(compressor)));
      for (Future<List<KeptSpan>> result : threads.invokeAll(calls)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "term-overlap, 1, 0",
    "term-overlap, 3, 0",
    "term-overlap, 2, 300",
    "term-overlap, 1, 4000",
    "tiny-pair-fp32, 1, 0",
    "tiny-pair-fp32, 3, 0",
    "tiny-pair-fp32, 2, 150",
    "tiny-pair-fp32, 2, 4000",
    "tiny-pair-int8, 1, 0",
    "tiny-pair-int8, 3, 4000",
  })
  void keepsTheSameSpansForAnyNumberOfWorkersAndAnyBatch(String critic, int workers, int batch) {
    try (CriticCompressor reference =
            CriticCompressor.builder().critic(Fixtures.critic(critic)).workers(1).build();
        CriticCompressor other =
            CriticCompressor.builder()
                .critic(Fixtures.critic(critic))
                .workers(workers)
                .batchTokens(batch)
                .build()) {
      assertThat(other.compress(request()).spans())
          .extracting(KeptSpan::document, KeptSpan::start, KeptSpan::end)
          .containsExactlyElementsOf(
              reference.compress(request()).spans().stream()
                  .map(s -> tuple(s.document(), s.start(), s.end()))
                  .toList());
    }
  }

  @Test
  void aCallThatIsCancelledAtAnyWindowEndsWithCancellation() {
    for (int at = 0; at < 4; at++) {
      Cancellation cancellation = new Cancellation();
      int cancelAt = at;
      CompressionListener listener =
          new CompressionListener() {
            @Override
            public void planned(CompressionRequest request, int windows) {
              if (cancelAt == 0) {
                cancellation.cancel();
              }
            }

            @Override
            public void scored(CompressionRequest request, int done, int windows) {
              if (done == cancelAt) {
                cancellation.cancel();
              }
            }
          };
      try (CriticCompressor compressor =
          CriticCompressor.builder()
              .critic(Fixtures.critic("term-overlap"))
              .listener(listener)
              .build()) {
        assertThatThrownBy(() -> compressor.compress(request(), cancellation))
            .as("cancelled at window %d", at)
            .isInstanceOf(CancellationException.class);
        assertThat(units(compressor)).isNotEmpty();
      }
    }
  }

  @Test
  void aCallThatIsCancelledWhileItCountsEndsWithCancellation() {
    AtomicInteger counts = new AtomicInteger();
    try (CriticCompressor compressor = Fixtures.compressor("term-overlap")) {
      TokenCounter counting =
          text -> {
            counts.incrementAndGet();
            return TokenCounter.approximate().count(text);
          };
      compressor.compress(request(counting));
      int all = counts.get();
      assertThat(all).isGreaterThan(DOCUMENTS.size());
      for (int at = 1; at <= all; at++) {
        Cancellation cancellation = new Cancellation();
        CompressionRequest request = request(cancellingAt(at, cancellation));
        assertThatThrownBy(() -> compressor.compress(request, cancellation))
            .as("cancelled at count %d of %d", at, all)
            .isInstanceOf(CancellationException.class);
      }
    }
  }

  private static TokenCounter cancellingAt(int at, Cancellation cancellation) {
    AtomicInteger counts = new AtomicInteger();
    return text -> {
      if (counts.incrementAndGet() == at) {
        cancellation.cancel();
      }
      return TokenCounter.approximate().count(text);
    };
  }

  @Test
  void aCallThatWasCancelledBeforeItStartsDoesNothing() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    try (CriticCompressor compressor = Fixtures.compressor("term-overlap")) {
      assertThatThrownBy(() -> compressor.compress(request(), cancellation))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void cancellingTheFutureStopsTheWindows() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    AtomicInteger scored = new AtomicInteger();
    CompressionListener listener =
        new CompressionListener() {
          @Override
          public void scored(CompressionRequest request, int done, int windows) {
            scored.incrementAndGet();
            first.countDown();
          }

          @Override
          public void failed(CompressionRequest request, Throwable failure) {
            failed.countDown();
          }
        };
    CompressionRequest large =
        CompressionRequest.builder()
            .query(Fixtures.QUERY)
            .document(Document.of("large", Fixtures.ARTICLE.repeat(20_000)))
            .build();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (CriticCompressor compressor =
        CriticCompressor.builder()
            .critic(Fixtures.critic("term-overlap"))
            .listener(listener)
            .build()) {
      CompletableFuture<Compression> future = compressor.compressAsync(large, executor);
      assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
      future.cancel(true);
      assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(scored).hasValueLessThan(20_000);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void listenersSeeEveryStageAndOneThatThrowsDisturbsNothing() {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    CompressionListener broken =
        new CompressionListener() {
          @Override
          public void started(CompressionRequest request) {
            throw new IllegalStateException("broken listener");
          }
        };
    CompressionListener recorder =
        new CompressionListener() {
          @Override
          public void started(CompressionRequest request) {
            events.add("started");
          }

          @Override
          public void planned(CompressionRequest request, int windows) {
            events.add("planned");
          }

          @Override
          public void finished(CompressionRequest request, Compression result) {
            events.add("finished");
          }
        };
    try (CriticCompressor compressor =
        CriticCompressor.builder()
            .critic(Fixtures.critic("term-overlap"))
            .listener(broken)
            .listener(recorder)
            .build()) {
      assertThat(units(compressor)).isNotEmpty();
    }
    assertThat(events).containsExactly("started", "planned", "finished");
  }

  @Test
  void anErrorInAListenerDisturbsNothingEither() {
    CompressionListener broken =
        new CompressionListener() {
          @Override
          public void started(CompressionRequest request) {
            throw new NoClassDefFoundError("started");
          }

          @Override
          public void scored(CompressionRequest request, int done, int windows) {
            throw new NoClassDefFoundError("scored");
          }

          @Override
          public void finished(CompressionRequest request, Compression result) {
            throw new AssertionError("finished");
          }
        };

    try (CriticCompressor compressor =
        CriticCompressor.builder()
            .critic(Fixtures.critic("term-overlap"))
            .listener(broken)
            .build()) {
      assertThat(units(compressor)).isNotEmpty();
    }
  }

  @Test
  void aListenerThatClosesOrCallsTheCompressorIsRefusedWhereverItRuns() {
    AtomicReference<CriticCompressor> own = new AtomicReference<>();
    List<Throwable> refusals = Collections.synchronizedList(new ArrayList<>());
    CompressionListener meddler =
        new CompressionListener() {
          @Override
          public void planned(CompressionRequest request, int windows) {
            refusals.add(catchThrowable(() -> own.get().close()));
          }

          @Override
          public void scored(CompressionRequest request, int done, int windows) {
            refusals.add(catchThrowable(() -> own.get().close()));
            refusals.add(catchThrowable(() -> own.get().compress(request)));
          }
        };

    try (CriticCompressor compressor =
        CriticCompressor.builder()
            .critic(Fixtures.critic("term-overlap"))
            .workers(1)
            .listener(meddler)
            .build()) {
      own.set(compressor);
      assertThat(units(compressor)).isNotEmpty();
    }
    assertThat(refusals)
        .hasSizeGreaterThan(2)
        .allSatisfy(e -> assertThat(e).isInstanceOf(IllegalStateException.class));
  }

  @Test
  void aClosedCompressorRefusesCallsAndClosesTwice() {
    CriticCompressor compressor = Fixtures.compressor("term-overlap");
    compressor.close();
    compressor.close();
    assertThatThrownBy(() -> units(compressor))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void closingWaitsForARunningCall() throws Exception {
    CountDownLatch planned = new CountDownLatch(1);
    CompressionListener listener =
        new CompressionListener() {
          @Override
          public void planned(CompressionRequest request, int windows) {
            planned.countDown();
          }
        };
    CriticCompressor compressor =
        CriticCompressor.builder()
            .critic(Fixtures.critic("term-overlap"))
            .listener(listener)
            .build();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<List<KeptSpan>> call = executor.submit(() -> units(compressor));
      planned.await();
      compressor.close();
      assertThat(call.get(1, TimeUnit.MINUTES)).isNotEmpty();
    } finally {
      executor.shutdownNow();
    }
  }
}

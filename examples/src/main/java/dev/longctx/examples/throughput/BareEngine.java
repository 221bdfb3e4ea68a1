package dev.longctx.examples.throughput;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.longctx.onnx.critic.Critic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ONNX Runtime and nothing else: the least time that given windows can take. */
final class BareEngine implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final ExecutorService threads;
  private final int workers;

  private BareEngine(Graph graph, int workers) throws OrtException {
    this.workers = workers;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = graph.open(environment, options);
    }
    threads = Executors.newFixedThreadPool(workers);
  }

  /**
   * Opens a critic's graph for runs of one window on one thread each.
   *
   * @param critic says which file it is
   * @param directory where the critic came from, null for the English one
   * @param workers windows at once
   */
  static BareEngine open(Critic critic, @Nullable Path directory, int workers)
      throws IOException, OrtException {
    String file = critic.manifest().variant("cpu").orElseThrow().file();
    if (directory != null) {
      String path = directory.resolve(file).toString();
      return new BareEngine(
          (environment, options) -> environment.createSession(path, options), workers);
    }
    byte[] onnx = resource("META-INF/longctx/critics/" + critic.manifest().name() + "/" + file);
    return new BareEngine(
        (environment, options) -> environment.createSession(onnx, options), workers);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream bytes = BareEngine.class.getClassLoader().getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IOException(name + ": expected the English critic's graph, found none");
      }
      return bytes.readAllBytes();
    }
  }

  private interface Graph {
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  /** Runs all windows, several at once. */
  void run(List<int[]> windows, int promptTokens) {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> task =
        () -> {
          for (int i = next.getAndIncrement(); i < windows.size(); i = next.getAndIncrement()) {
            run(windows.get(i), promptTokens);
          }
          return null;
        };
    List<Future<Void>> running =
        Stream.generate(() -> threads.submit(task)).limit(workers).toList();
    for (Future<Void> one : running) {
      finish(one);
    }
  }

  private static void finish(Future<Void> task) {
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the engine failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void run(int[] window, int promptTokens) throws OrtException {
    long[] ids = Arrays.stream(window).asLongStream().toArray();
    long[] mask = new long[ids.length];
    Arrays.fill(mask, 1);
    long[] types = new long[ids.length];
    Arrays.fill(types, promptTokens, ids.length, 1);
    long[] positions = LongStream.range(0, ids.length).toArray();
    Map<String, long[]> values =
        Map.of(
            "input_ids", ids,
            "attention_mask", mask,
            "token_type_ids", types,
            "position_ids", positions);
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        long[] shape = {1, ids.length};
        inputs.put(
            name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values.get(name)), shape));
      }
      session.run(inputs).close();
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session could not be closed", e);
    }
  }
}

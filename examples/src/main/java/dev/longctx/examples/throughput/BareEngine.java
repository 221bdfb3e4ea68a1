package dev.longctx.examples.throughput;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
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
import java.util.stream.Stream;

/** ONNX Runtime and nothing else: the least time that given windows can take. */
final class BareEngine implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final ExecutorService threads;
  private final int workers;

  /** Opens a graph for runs of one window on one thread each. */
  BareEngine(byte[] onnx, int workers) throws OrtException {
    this.workers = workers;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(onnx, options);
    }
    threads = Executors.newFixedThreadPool(workers);
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
    Map<String, long[]> values =
        Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types);
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

package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.internal.files.GraphFile;
import dev.longctx.onnx.internal.ort.Sessions;
import dev.longctx.onnx.internal.protobuf.Operators;
import dev.longctx.onnx.internal.weights.TrainableGraph;
import dev.longctx.onnx.lm.CacheForm;
import org.jspecify.annotations.Nullable;

/**
 * An open decoder. Safe for concurrent use; closing it while runs are in flight is the caller's
 * error.
 */
public final class DecoderGraph implements AutoCloseable {

  private static final String SHARED_CACHE_OPERATOR = "GroupQueryAttention";

  private final OrtEnvironment environment;
  private final DecoderLayout layout;
  private final boolean batchable;
  private final @Nullable TrainableGraph trainable;
  private final Object loading = new Object();
  private final Object changing = new Object();
  private LoadedSession current;

  private DecoderGraph(
      OrtEnvironment environment,
      OrtSession session,
      DecoderLayout layout,
      boolean batchable,
      @Nullable TrainableGraph trainable) {
    this.environment = environment;
    this.layout = layout;
    this.batchable = batchable;
    this.trainable = trainable;
    current = new LoadedSession(session, 0);
  }

  /**
   * What a manifest says of a graph.
   *
   * @param form how it takes its cache
   * @param layers pairs of cache tensors
   * @param vocabulary columns of the logits
   * @param batchable whether rows leave one another's numbers alone
   */
  public record Expected(CacheForm form, int layers, int vocabulary, boolean batchable) {}

  /**
   * Opens a graph.
   *
   * @param graph the verified model
   * @param options how it runs
   * @param expected what it must look like
   * @return the open graph
   * @throws ModelException if the engine refuses it or it is not as expected
   */
  public static DecoderGraph open(GraphFile graph, OnnxOptions options, Expected expected) {
    return open(graph, options, expected, null);
  }

  /**
   * Opens a graph whose weights can be replaced.
   *
   * @param graph the verified model
   * @param options how it runs
   * @param expected what it must look like
   * @return the open graph
   * @throws ModelException if the engine refuses it, it is not as expected, or its weights are not
   *     as a checkpoint has them
   */
  public static DecoderGraph openTrainable(
      GraphFile graph, OnnxOptions options, Expected expected) {
    TrainableGraph trainable = TrainableGraph.of(graph, options);
    try {
      return open(graph, options, expected, trainable);
    } catch (RuntimeException | Error e) {
      trainable.close();
      throw e;
    }
  }

  private static DecoderGraph open(
      GraphFile graph, OnnxOptions options, Expected expected, @Nullable TrainableGraph trainable) {
    checkForm(graph, expected.form());
    return Sessions.open(
        graph,
        options,
        (environment, session) -> {
          DecoderLayout layout =
              DecoderLayout.of(
                  graph.where(),
                  expected.form(),
                  expected.layers(),
                  expected.vocabulary(),
                  session.getInputInfo(),
                  session.getOutputInfo());
          return new DecoderGraph(environment, session, layout, expected.batchable(), trainable);
        });
  }

  /** A cache of the wrong form would give wrong numbers, and no error. */
  private static void checkForm(GraphFile graph, CacheForm form) {
    boolean shared = Operators.contain(graph.onnx(), SHARED_CACHE_OPERATOR);
    if (shared != (form == CacheForm.GROUP_QUERY)) {
      throw new ModelException(
          "%s: expected a graph with%s %s for the cache form %s, found the contrary"
              .formatted(graph.where(), shared ? "out" : "", SHARED_CACHE_OPERATOR, form));
    }
  }

  /** How it takes its cache. */
  CacheForm form() {
    return layout.form();
  }

  /** Columns of the logits. */
  int vocabulary() {
    return layout.vocabulary();
  }

  /** Whether rows leave one another's numbers alone. */
  boolean batchable() {
    return batchable;
  }

  /** An empty cache. */
  KvCache emptyCache(int capacity) {
    return KvCache.empty(environment, layout, 1, capacity);
  }

  /** Steps of one call, to be closed with it; all of them have the same weights. */
  DecoderSteps steps(Cancellation cancellation) {
    LoadedSession session = enter();
    try {
      return new DecoderSteps(environment, session, layout, cancellation);
    } catch (RuntimeException | Error e) {
      session.leave();
      throw e;
    }
  }

  private LoadedSession enter() {
    synchronized (changing) {
      current.enter();
      return current;
    }
  }

  /**
   * Replaces the weights. Calls that run end with the old ones, and this waits for them; later ones
   * have the new ones. One call to this waits for another.
   *
   * @param weights the new weights, read before this returns
   * @throws ModelException if they are not the graph's; it then is as before
   * @throws IllegalStateException if it was not opened for this
   */
  public void load(Weights weights) {
    TrainableGraph graph = trainable;
    if (graph == null) {
      throw new IllegalStateException(
          layout.where()
              + ": expected a model that was opened with trainable(true), found another");
    }
    synchronized (loading) {
      OrtSession fresh = graph.open(weights, (environment, session) -> session);
      LoadedSession old = change(fresh);
      old.awaitCalls();
      close(old);
    }
  }

  private LoadedSession change(OrtSession fresh) {
    synchronized (changing) {
      LoadedSession old = current;
      current = new LoadedSession(fresh, old.version() + 1);
      return old;
    }
  }

  private void close(LoadedSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException(layout.where() + ": cannot close the session", e);
    }
  }

  @Override
  public void close() {
    try {
      synchronized (changing) {
        close(current);
      }
    } finally {
      if (trainable != null) {
        trainable.close();
      }
    }
  }
}

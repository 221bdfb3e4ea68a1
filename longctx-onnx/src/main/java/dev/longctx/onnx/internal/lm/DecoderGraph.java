package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.internal.files.GraphFile;
import dev.longctx.onnx.internal.ort.Sessions;
import dev.longctx.onnx.internal.protobuf.Operators;
import dev.longctx.onnx.lm.CacheForm;

/**
 * An open decoder. Safe for concurrent use; closing it while runs are in flight is the caller's
 * error.
 */
public final class DecoderGraph implements AutoCloseable {

  private static final String SHARED_CACHE_OPERATOR = "GroupQueryAttention";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final DecoderLayout layout;
  private final boolean batchable;

  private DecoderGraph(
      OrtEnvironment environment, OrtSession session, DecoderLayout layout, boolean batchable) {
    this.environment = environment;
    this.session = session;
    this.layout = layout;
    this.batchable = batchable;
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
          return new DecoderGraph(environment, session, layout, expected.batchable());
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

  /** Steps of one call, to be closed with it. */
  DecoderSteps steps(Cancellation cancellation) {
    return new DecoderSteps(environment, session, layout, cancellation);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException(layout.where() + ": cannot close the session", e);
    }
  }
}

package dev.longctx.onnx.internal.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.longctx.api.Cancellation;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.internal.files.GraphFile;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * An open graph that labels tokens. Safe for concurrent runs; closing it while runs are in flight
 * is the caller's error.
 */
public final class TokenGraph implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final GraphContract contract;
  private final Set<String> inputNames;
  private final ConcurrentLinkedQueue<RunBuffers> idle = new ConcurrentLinkedQueue<>();

  private TokenGraph(OrtEnvironment environment, OrtSession session, GraphContract contract)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    this.contract = contract;
    contract.checkInputs(session.getInputInfo());
    contract.checkOutputs(session.getOutputInfo());
    inputNames = Set.copyOf(session.getInputNames());
  }

  /**
   * Opens a model.
   *
   * @param graph the verified model
   * @param options how it runs
   * @param contract what it must look like
   * @return the open graph
   * @throws ModelException if the engine refuses it or it breaks the contract
   */
  public static TokenGraph open(GraphFile graph, OnnxOptions options, GraphContract contract) {
    return Sessions.open(
        graph, options, (environment, session) -> new TokenGraph(environment, session, contract));
  }

  /**
   * Runs a batch.
   *
   * @param <R> what the reader makes of the outputs
   * @param batch the rows
   * @param cancellation ends the run early
   * @param reader reads the outputs by name, each row after row, token after token; they are only
   *     valid inside the call
   * @return the reader's result
   * @throws CancellationException if it was cancelled
   * @throws ModelException if the engine fails
   */
  public <R> R run(
      TokenBatch batch, Cancellation cancellation, Function<Map<String, FloatBuffer>, R> reader) {
    RunBuffers reused = idle.poll();
    RunBuffers buffers = reused == null ? new RunBuffers() : reused;
    try (Tensors inputs = new Tensors(environment);
        Tensors outputs = new Tensors(environment);
        Termination termination = Termination.of(cancellation)) {
      InputTensors.fill(inputs, inputNames, batch, buffers);
      Map<String, FloatBuffer> values = addOutputs(outputs, batch, buffers);
      cancellation.throwIfCancelled();
      session.run(inputs.byName(), Set.of(), outputs.byName(), termination.options()).close();
      cancellation.throwIfCancelled();
      return reader.apply(values);
    } catch (OrtException e) {
      throw failure(e, batch, cancellation);
    } finally {
      idle.add(buffers);
    }
  }

  private Map<String, FloatBuffer> addOutputs(Tensors outputs, TokenBatch batch, RunBuffers buffers)
      throws OrtException {
    Map<String, FloatBuffer> values = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> output : contract.outputs().entrySet()) {
      int columns = output.getValue();
      FloatBuffer buffer =
          buffers.floats(output.getKey(), Math.multiplyExact(batch.size(), columns));
      long[] shape = {batch.rows().size(), batch.length(), columns};
      outputs.add(output.getKey(), OnnxTensor.createTensor(environment, buffer, shape));
      values.put(output.getKey(), buffer);
    }
    return values;
  }

  private RuntimeException failure(OrtException e, TokenBatch batch, Cancellation cancellation) {
    if (cancellation.isCancelled()) {
      CancellationException cancelled = new CancellationException("the call was cancelled");
      cancelled.initCause(e);
      return cancelled;
    }
    return new ModelException(
        "%s: expected a run over %d windows of %d tokens to succeed, found: %s"
            .formatted(contract.where(), batch.rows().size(), batch.length(), e.getMessage()),
        e);
  }

  @Override
  public void close() {
    idle.clear();
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException(contract.where() + ": cannot close the session", e);
    }
  }
}

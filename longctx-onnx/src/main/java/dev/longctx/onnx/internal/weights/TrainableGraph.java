package dev.longctx.onnx.internal.weights;

import dev.longctx.api.ModelException;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.internal.files.GraphFile;
import dev.longctx.onnx.internal.ort.ReplacedTensors;
import dev.longctx.onnx.internal.ort.Sessions;
import dev.longctx.onnx.internal.protobuf.Initializer;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Opens sessions of one graph with ever new weights.
 *
 * <p>Each is as new as one of a model that was just exported: the engine gets the weights before it
 * folds constants and packs matrices, so nothing of the old ones is left in it, and it computes the
 * same bits. Nothing is read from files again.
 *
 * <p>Safe for concurrent use; closing it meanwhile is the caller's error.
 */
public final class TrainableGraph implements AutoCloseable {

  private final String where;
  private final byte[] onnx;
  private final OnnxOptions options;
  private final GraphWeights layout;
  private final TensorMemory tables;

  private TrainableGraph(
      GraphFile graph, OnnxOptions options, GraphWeights layout, TensorMemory tables) {
    where = graph.where();
    onnx = graph.onnx();
    this.options = options;
    this.layout = layout;
    this.tables = tables;
  }

  /**
   * A graph whose weights can be replaced.
   *
   * @param graph the verified model
   * @param options how sessions run
   * @return the graph, to be closed
   * @throws ModelException if its weights are not as a checkpoint has them
   */
  public static TrainableGraph of(GraphFile graph, OnnxOptions options) {
    GraphWeights layout = GraphWeights.of(graph.onnx(), graph.where());
    TensorMemory tables = new TensorMemory();
    try {
      for (Initializer table : layout.tables()) {
        Initializer.Place place = Objects.requireNonNull(table.place());
        Path folder = Objects.requireNonNull(graph.externalData());
        tables.read(table, place, folder.resolve(Objects.requireNonNull(place.location())));
      }
      return new TrainableGraph(graph, options, layout, tables);
    } catch (RuntimeException | Error e) {
      tables.close();
      throw e;
    }
  }

  /**
   * Opens a session with new weights.
   *
   * @param <T> what keeps the session
   * @param weights the weights, read before this returns
   * @param keeper takes the session
   * @return what the keeper made
   * @throws ModelException if names or shapes are not the graph's
   */
  public <T> T open(Weights weights, Sessions.Keeper<T> keeper) {
    layout.check(weights);
    try (TensorMemory memory = new TensorMemory();
        ReplacedTensors tensors = new ReplacedTensors()) {
      GraphFile graph = new GraphFile(where, read(weights, memory), null);
      memory.addTo(tensors);
      tables.addTo(tensors);
      return Sessions.open(graph, options, tensors, keeper);
    }
  }

  /** Reads weights to where the engine looks for them; returns the model. */
  private byte[] read(Weights weights, TensorMemory memory) {
    EmbeddedWeights embedded = new EmbeddedWeights(onnx);
    for (Initializer weight : layout.weights().values()) {
      Initializer.Place place = Objects.requireNonNull(weight.place());
      if (place.location() == null) {
        embedded.read(weight.name(), place, weights);
      } else {
        memory.read(weight, weights);
      }
    }
    return embedded.onnx();
  }

  @Override
  public void close() {
    tables.close();
  }
}

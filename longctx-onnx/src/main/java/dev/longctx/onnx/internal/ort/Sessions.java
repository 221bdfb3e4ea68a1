package dev.longctx.onnx.internal.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.internal.files.GraphFile;
import java.nio.file.Path;

/** Opens verified graphs. */
public final class Sessions {

  private static final String EXTERNAL_DATA_FOLDER =
      "session.model_external_initializers_file_folder_path";

  private Sessions() {}

  /**
   * Checks an open session and keeps it; what it throws closes the session.
   *
   * @param <T> what keeps it
   */
  @FunctionalInterface
  public interface Keeper<T> {

    /**
     * Keeps a session.
     *
     * @param environment the engine
     * @param session the session
     * @return what keeps it
     * @throws OrtException if the engine fails
     */
    T keep(OrtEnvironment environment, OrtSession session) throws OrtException;
  }

  /**
   * Opens a graph. The engine reads external data by path, but not the model again, so that it
   * follows no other references than those that were looked at.
   *
   * @param <T> what keeps the session
   * @param graph the verified model
   * @param options how it runs
   * @param keeper checks the session
   * @return what the keeper made
   * @throws ModelException if the engine refuses the graph
   */
  public static <T> T open(GraphFile graph, OnnxOptions options, Keeper<T> keeper) {
    try (ReplacedTensors none = new ReplacedTensors()) {
      return open(graph, options, none, keeper);
    }
  }

  /**
   * Opens a graph with other tensors in the place of some that lie outside of its file; the engine
   * copies them, and does not look for what they replace.
   *
   * @param <T> what keeps the session
   * @param graph the verified model
   * @param options how it runs
   * @param replaced the tensors
   * @param keeper checks the session
   * @return what the keeper made
   * @throws ModelException if the engine refuses the graph
   */
  public static <T> T open(
      GraphFile graph, OnnxOptions options, ReplacedTensors replaced, Keeper<T> keeper) {
    OrtEnvironment environment = OrtRuntime.environment();
    try (SessionOptions settings = SessionSettings.of(options)) {
      Path folder = graph.externalData();
      if (folder != null) {
        settings.addConfigEntry(EXTERNAL_DATA_FOLDER, folder.toString());
      }
      replaced.applyTo(settings);
      return kept(environment, environment.createSession(graph.onnx(), settings), keeper);
    } catch (OrtException e) {
      throw new ModelException(
          "%s: expected a model that ONNX Runtime can open, found: %s"
              .formatted(graph.where(), e.getMessage()),
          e);
    }
  }

  private static <T> T kept(OrtEnvironment environment, OrtSession session, Keeper<T> keeper)
      throws OrtException {
    try {
      return keeper.keep(environment, session);
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
    }
  }
}

package dev.longctx.examples.evidence;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import dev.longctx.eval.ranking.Embedder;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** all-MiniLM-L6-v2, the encoder that the English critic began as, as LangChain4j runs it. */
final class MiniLmEmbedder implements Embedder, AutoCloseable {

  private final ExecutorService workers =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
  private final AllMiniLmL6V2EmbeddingModel model = new AllMiniLmL6V2EmbeddingModel(workers);

  @Override
  public List<float[]> embed(List<String> texts) {
    List<TextSegment> segments = texts.stream().map(MiniLmEmbedder::segment).toList();
    return model.embedAll(segments).content().stream().map(Embedding::vector).toList();
  }

  /** LangChain4j refuses blank texts. */
  private static TextSegment segment(String text) {
    return TextSegment.from(text.isBlank() ? "." : text);
  }

  @Override
  public void close() {
    workers.shutdown();
  }
}

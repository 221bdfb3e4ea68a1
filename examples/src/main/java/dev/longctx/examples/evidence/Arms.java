package dev.longctx.examples.evidence;

import dev.longctx.compress.CriticCompressor;
import dev.longctx.compress.LexicalCompressor;
import dev.longctx.eval.evidence.EvidenceMethod;
import dev.longctx.eval.ranking.EmbeddingRanker;
import dev.longctx.eval.ranking.LuceneRanker;
import dev.longctx.eval.ranking.PlainRankers;
import dev.longctx.onnx.critic.Critic;
import java.util.ArrayDeque;
import java.util.Deque;

/** Makes the methods that are asked for, and closes what they hold. */
final class Arms implements AutoCloseable {

  private final Critic critic;
  private final long seed;
  private final Deque<Runnable> closers = new ArrayDeque<>();

  Arms(Critic critic, long seed) {
    this.critic = critic;
    this.seed = seed;
  }

  EvidenceMethod of(Method method) {
    String name = method.label();
    return switch (method) {
      case CRITIC -> critic(name);
      case LEXICAL -> EvidenceMethod.compressor(name, LexicalCompressor.builder().build());
      case BM25 -> EvidenceMethod.ranking(name, new LuceneRanker());
      case EMBEDDING -> embedding(name);
      case TRUNCATION -> EvidenceMethod.ranking(name, PlainRankers.truncation());
      case RANDOM -> EvidenceMethod.ranking(name, PlainRankers.random(seed));
    };
  }

  private EvidenceMethod critic(String name) {
    CriticCompressor compressor = CriticCompressor.builder().critic(critic).build();
    closers.push(compressor::close);
    return EvidenceMethod.compressor(name, compressor);
  }

  private EvidenceMethod embedding(String name) {
    MiniLmEmbedder embedder = new MiniLmEmbedder();
    closers.push(embedder::close);
    return EvidenceMethod.ranking(name, new EmbeddingRanker(embedder));
  }

  @Override
  public void close() {
    closers.forEach(Runnable::run);
  }
}

package dev.longctx.eval.ranking;

import dev.longctx.api.Cancellation;
import dev.longctx.compress.UnitRanker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * BM25 as Lucene has it: an index of the request's own units, English stems and stop words,
 * Lucene's default parameters. A unit that shares no word with the query scores 0. Thread-safe.
 */
public final class LuceneRanker implements UnitRanker {

  private static final String TEXT = "text";

  /** A ranker; it holds nothing between calls. */
  public LuceneRanker() {}

  @Override
  public float[] score(String query, List<Unit> units, Cancellation cancellation) {
    try (Analyzer analyzer = new EnglishAnalyzer();
        ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
      index(units, directory, analyzer);
      return search(query, units.size(), directory, analyzer);
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory could not be used", e);
    }
  }

  private static void index(List<Unit> units, ByteBuffersDirectory directory, Analyzer analyzer)
      throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      for (Unit unit : units) {
        Document document = new Document();
        document.add(new TextField(TEXT, unit.text(), Field.Store.NO));
        writer.addDocument(document);
      }
      writer.forceMerge(1); // so that Lucene's numbers are those of the units
    }
  }

  private static float[] search(
      String text, int units, ByteBuffersDirectory directory, Analyzer analyzer)
      throws IOException {
    float[] scores = new float[units];
    Query query = new QueryBuilder(analyzer).createBooleanQuery(TEXT, text);
    if (query == null) {
      return scores;
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (ScoreDoc hit : new IndexSearcher(reader).search(query, units).scoreDocs) {
        scores[hit.doc] = hit.score;
      }
    }
    return scores;
  }
}

package dev.longctx.eval.ranking;

import dev.longctx.api.Cancellation;
import dev.longctx.compress.UnitRanker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

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
    // Merging may change the order of segments, and with it whose number a hit bears.
    IndexWriterConfig config =
        new IndexWriterConfig(analyzer).setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (Unit unit : units) {
        Document document = new Document();
        document.add(new TextField(TEXT, unit.text(), Field.Store.NO));
        writer.addDocument(document);
      }
    }
  }

  /** BM25 is a sum over terms, so a query longer than Lucene takes is asked in parts. */
  private static float[] search(
      String text, int units, ByteBuffersDirectory directory, Analyzer analyzer)
      throws IOException {
    float[] scores = new float[units];
    List<String> terms = terms(text, analyzer);
    int most = IndexSearcher.getMaxClauseCount();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      for (int from = 0; from < terms.size(); from += most) {
        List<String> part = terms.subList(from, Math.min(terms.size(), from + most));
        for (ScoreDoc hit : searcher.search(anyOf(part), units).scoreDocs) {
          scores[hit.doc] += hit.score;
        }
      }
    }
    return scores;
  }

  private static BooleanQuery anyOf(List<String> terms) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String term : terms) {
      query.add(new TermQuery(new Term(TEXT, term)), BooleanClause.Occur.SHOULD);
    }
    return query.build();
  }

  private static List<String> terms(String text, Analyzer analyzer) throws IOException {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream(TEXT, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    }
    return terms;
  }
}

package dev.longctx.eval.evidence;

import dev.longctx.api.Document;
import dev.longctx.eval.evidence.EvidenceRecord.Paragraph;
import java.util.ArrayList;
import java.util.List;

/**
 * A question's paragraphs as documents. Every paragraph begins with its title and a blank line,
 * where it has a title. Immutable.
 */
public final class EvidenceContext {

  private static final String BLANK_LINE = "\n\n";

  private final EvidenceRecord question;
  private final List<Document> documents;
  private final List<Place> places;

  private EvidenceContext(EvidenceRecord question, List<Document> documents, List<Place> places) {
    this.question = question;
    this.documents = documents;
    this.places = places;
  }

  /**
   * Where a paragraph's text stands.
   *
   * @param document index of the document, from 0
   * @param offset of the paragraph's text, after the title, in UTF-16 code units
   * @param paragraph the paragraph
   */
  record Place(int document, int offset, Paragraph paragraph) {

    boolean holds(int otherDocument, int start) {
      int end = offset + paragraph.text().length();
      return document == otherDocument && offset <= start && start < end;
    }
  }

  /**
   * Lays out a question.
   *
   * @param question the question
   * @param layout how its paragraphs become documents
   * @return the documents
   */
  public static EvidenceContext of(EvidenceRecord question, DocumentLayout layout) {
    List<Document> documents = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Paragraph paragraph : question.paragraphs()) {
      if (!text.isEmpty()) {
        text.append(BLANK_LINE);
      }
      if (!paragraph.title().isBlank()) {
        text.append(paragraph.title().strip()).append(BLANK_LINE);
      }
      places.add(new Place(documents.size(), text.length(), paragraph));
      text.append(paragraph.text());
      if (layout == DocumentLayout.PARAGRAPHS) {
        documents.add(document(documents.size(), text));
        text.setLength(0);
      }
    }
    if (layout == DocumentLayout.ONE) {
      documents.add(document(0, text));
    }
    return new EvidenceContext(question, List.copyOf(documents), List.copyOf(places));
  }

  private static Document document(int index, StringBuilder text) {
    return Document.of(Integer.toString(index), text.toString());
  }

  /**
   * What is asked.
   *
   * @return the question with its paragraphs
   */
  public EvidenceRecord question() {
    return question;
  }

  /**
   * What it is asked of.
   *
   * @return the documents
   */
  public List<Document> documents() {
    return documents;
  }

  /** Where the paragraphs stand, in order. */
  List<Place> places() {
    return places;
  }
}

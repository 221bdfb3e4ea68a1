package dev.longctx.compress.internal.unit;

/**
 * The units of all documents with their scores, in document order. Units of one document are
 * disjoint and neighbours have only white space between them, unless they are {@linkplain
 * #separate() separate}.
 *
 * <p>Units belong to groups of neighbours: the words of one sentence, or each unit alone; and to
 * sections: headings that follow one another with all that stands below them, up to the next
 * heading. Primitive arrays, because two million words are as many units. Immutable and
 * thread-safe.
 */
public final class Units {

  private final int[] document;
  private final int[] start;
  private final int[] end;
  private final int[] group;
  private final float[] score;
  private final boolean[] shielded;
  private final int[] groupStart;
  private final boolean[] heading;
  private final int[] section;
  private final boolean separate;

  Units(UnitsBuilder builder) {
    document = builder.documents.toArray();
    start = builder.starts.toArray();
    end = builder.ends.toArray();
    group = builder.groups.toArray();
    score = builder.scores.toArray();
    shielded = builder.shieldedUnits();
    groupStart = groupStarts(group);
    heading = withTextBelow(builder.headingUnits(), document);
    section = sections(document, heading);
    separate = builder.separate;
  }

  private static int[] groupStarts(int[] group) {
    int groups = group.length == 0 ? 0 : group[group.length - 1] + 1;
    int[] starts = new int[groups + 1];
    for (int i = group.length - 1; i >= 0; i--) {
      starts[group[i]] = i;
    }
    starts[groups] = group.length;
    return starts;
  }

  /** Lines that look like headings at the end of a document stand above nothing. */
  private static boolean[] withTextBelow(boolean[] headings, int[] document) {
    boolean[] result = headings.clone();
    boolean text = false;
    for (int i = result.length - 1; i >= 0; i--) {
      boolean endsDocument = i + 1 == document.length || document[i + 1] != document[i];
      text = (text && !endsDocument) || !headings[i];
      result[i] = headings[i] && text;
    }
    return result;
  }

  private static int[] sections(int[] document, boolean[] heading) {
    int[] sections = new int[document.length];
    for (int i = 1; i < sections.length; i++) {
      boolean begins = document[i] != document[i - 1] || (heading[i] && !heading[i - 1]);
      sections[i] = sections[i - 1] + (begins ? 1 : 0);
    }
    return sections;
  }

  /** The number of units. */
  public int size() {
    return document.length;
  }

  /** The document that a unit lies in. */
  public int document(int unit) {
    return document[unit];
  }

  /** The unit's first UTF-16 code unit in its document. */
  public int start(int unit) {
    return start[unit];
  }

  /** One past the unit's last UTF-16 code unit. */
  public int end(int unit) {
    return end[unit];
  }

  /** The critic's score of a unit, never negative. */
  public float score(int unit) {
    return score[unit];
  }

  /** Whether a unit is kept wherever anything of its group is. */
  public boolean shielded(int unit) {
    return shielded[unit];
  }

  /** The number of groups. */
  public int groups() {
    return groupStart.length - 1;
  }

  /** The group of a unit. */
  public int group(int unit) {
    return group[unit];
  }

  /** The first unit of a group. */
  public int groupStart(int group) {
    return groupStart[group];
  }

  /** One past the last unit of a group. */
  public int groupEnd(int group) {
    return groupStart[group + 1];
  }

  /** Whether a unit is a heading, or a part of one, with text below it in its document. */
  public boolean heading(int unit) {
    return heading[unit];
  }

  /** The number of sections. */
  public int sections() {
    return section.length == 0 ? 0 : section[section.length - 1] + 1;
  }

  /** The section of a unit. */
  public int section(int unit) {
    return section[unit];
  }

  /** Whether neighbouring units stay spans of their own, as decoded spans do. */
  public boolean separate() {
    return separate;
  }
}

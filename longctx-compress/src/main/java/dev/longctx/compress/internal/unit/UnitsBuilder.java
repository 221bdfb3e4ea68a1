package dev.longctx.compress.internal.unit;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Arrays;
import java.util.BitSet;

/** Collects {@link Units} in document order. */
public final class UnitsBuilder {

  final IntList documents = new IntList();
  final IntList starts = new IntList();
  final IntList ends = new IntList();
  final IntList groups = new IntList();
  final FloatList scores = new FloatList();
  final boolean separate;
  private final BitSet shielded = new BitSet();
  private final BitSet headings = new BitSet();
  private int nextGroup;

  /**
   * An empty collection.
   *
   * @param separate whether neighbouring units stay spans of their own
   */
  public UnitsBuilder(boolean separate) {
    this.separate = separate;
  }

  /** Adds a unit that is a group of its own. */
  public void add(int document, int start, int end, float score) {
    addToGroup(document, start, end, score, false);
    endGroup();
  }

  /** Adds a unit to the open group. */
  public void addToGroup(int document, int start, int end, float score, boolean isShielded) {
    shielded.set(documents.size(), isShielded);
    documents.add(document);
    starts.add(start);
    ends.add(end);
    groups.add(nextGroup);
    scores.add(score);
  }

  /** Closes the open group; does nothing where it is empty. */
  public void endGroup() {
    if (groups.size() > 0 && groups.last() == nextGroup) {
      nextGroup++;
    }
  }

  /** Says that the unit added last is a heading, or a part of one. */
  public void markHeading() {
    headings.set(documents.size() - 1);
  }

  /** The units added so far. */
  public Units build() {
    return new Units(this);
  }

  boolean[] shieldedUnits() {
    boolean[] flags = new boolean[documents.size()];
    shielded.stream().forEach(i -> flags[i] = true);
    return flags;
  }

  boolean[] headingUnits() {
    boolean[] flags = new boolean[documents.size()];
    headings.stream().forEach(i -> flags[i] = true);
    return flags;
  }

  /** A growing list of ints. */
  static final class IntList {
    private final ImmutableIntArray.Builder values = ImmutableIntArray.builder();
    private int size;
    private int last;

    void add(int value) {
      values.add(value);
      last = value;
      size++;
    }

    int size() {
      return size;
    }

    int last() {
      return last;
    }

    int[] toArray() {
      return values.build().toArray();
    }
  }

  /** A growing list of floats. */
  static final class FloatList {
    private float[] values = new float[64];
    private int size;

    void add(float value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size + (size >> 1));
      }
      values[size++] = value;
    }

    float[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}

package dev.longctx.examples.training.warmup;

import dev.longctx.api.model.Tokenizer;
import dev.longctx.examples.training.task.Domain;
import dev.longctx.examples.training.task.Draw;
import dev.longctx.examples.training.task.Question;
import dev.longctx.examples.training.task.Words;
import dev.longctx.examples.training.task.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes lessons of two kinds. Questions with their chains of facts teach the task. Random segments
 * that repeat at a random distance teach to look things up by content: without them a small policy
 * learns where things stand, and no more.
 */
final class Lessons {

  static final int LENGTH = 224;

  private static final int LONGEST_CONTEXT = 128;
  private static final double RANDOM_WORLDS = 0.4;
  private static final int SHORTEST_SEGMENT = 8;
  private static final int LONGEST_SEGMENT = 40;

  private final Tokenizer tokenizer;
  private final int end;
  private final int[] words;

  Lessons(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    end = tokenizer.endTokens()[0];
    words = tokenizer.encode(String.join(" ", Words.all()));
  }

  /** A context with as many questions and chains as there is room for. */
  Lesson questions(Draw draw) {
    Domain domain = draw.happens(RANDOM_WORLDS) ? Domain.random(draw) : Domain.PEOPLE;
    World world = askable(domain, draw);
    LessonTokens tokens = new LessonTokens(LENGTH);
    tokens.add(tokenizer.encode(world.text()), false);
    while (true) {
      Question question = question(world, draw);
      int[] asked = tokenizer.encode(question.text());
      int[] chain = tokenizer.encode(question.chain());
      if (tokens.size() + asked.length + chain.length + 1 > LENGTH) {
        return tokens.lesson();
      }
      tokens.add(asked, false);
      tokens.add(chain, true);
      tokens.add(new int[] {end}, true);
    }
  }

  private static World askable(Domain domain, Draw draw) {
    while (true) {
      World world =
          World.random(domain, draw.between(LONGEST_CONTEXT * 3 / 4, LONGEST_CONTEXT), draw);
      if (!world.oneHop().isEmpty() && !world.twoHops().isEmpty()) {
        return world;
      }
    }
  }

  private static Question question(World world, Draw draw) {
    Optional<Question> question = Optional.empty();
    while (question.isEmpty()) {
      question = world.question(draw);
    }
    return question.get();
  }

  /** A segment of random words, again and again, with other words in between. */
  Lesson segments(int length, Draw draw) {
    List<Integer> all = draw.shuffled(IntStream.of(words).boxed().toList());
    int size = draw.between(SHORTEST_SEGMENT, Math.min(LONGEST_SEGMENT, length * 2 / 5));
    int longestGap = length > LENGTH ? length * 2 / 5 : size;
    int[] segment = ids(all.subList(0, size));
    List<Integer> others = all.subList(size, all.size());
    LessonTokens tokens = new LessonTokens(length);
    tokens.add(segment, false);
    while (tokens.size() < length) {
      int gap = draw.between(0, longestGap);
      List<Integer> between = new ArrayList<>();
      for (int i = 0; i < gap; i++) {
        between.add(draw.one(others));
      }
      tokens.add(ids(between), false);
      tokens.add(new int[] {segment[0]}, false); // nothing tells when a segment begins
      tokens.add(Arrays.copyOfRange(segment, 1, size), true);
    }
    return tokens.lesson();
  }

  private static int[] ids(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Grows a lesson up to a length. */
  private static final class LessonTokens {

    private final int[] tokens;
    private final BitSet learned = new BitSet();
    private int size;

    LessonTokens(int length) {
      tokens = new int[length];
    }

    void add(int[] more, boolean learn) {
      for (int i = 0; i < more.length && size < tokens.length; i++, size++) {
        tokens[size] = more[i];
        learned.set(size, learn);
      }
    }

    int size() {
      return size;
    }

    Lesson lesson() {
      return new Lesson(Arrays.copyOf(tokens, size), learned);
    }
  }
}

package dev.longctx.api;

import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.PolicyListener;
import java.util.List;

/**
 * Watches a pipeline, stage by stage: started, compressed, prompted, text and finished or failed.
 * Methods run on the thread that asks, which waits for them.
 */
public interface LongContextListener extends PolicyListener {

  /** Watches nothing. */
  LongContextListener NONE =
      new LongContextListener() {
        @Override
        public boolean readsText() {
          return false;
        }
      };

  /**
   * A question was asked.
   *
   * @param question the question
   * @param documents what it is asked of
   */
  default void started(String question, List<Document> documents) {}

  /**
   * A question was answered.
   *
   * @param answer the answer
   */
  default void finished(Answer answer) {}

  /**
   * A question ended with an exception.
   *
   * @param failure what the caller sees
   */
  default void failed(Throwable failure) {}
}

package dev.longctx.langchain4j.model;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.util.OptionalLong;

/**
 * Finishes the parameters of one sample: adds the seed, which LangChain4j has only in its
 * providers' own parameters, or renames and drops what an endpoint does not take. Implementations
 * are thread-safe.
 */
@FunctionalInterface
public interface SampleParameters {

  /**
   * The parameters to send.
   *
   * @param common temperature, output tokens, and where the request has them top-p, top-k and stop
   *     sequences
   * @param seed the sample's seed, or empty where the request has none
   * @return the parameters, of whatever type the chat model takes
   */
  ChatRequestParameters of(ChatRequestParameters common, OptionalLong seed);
}

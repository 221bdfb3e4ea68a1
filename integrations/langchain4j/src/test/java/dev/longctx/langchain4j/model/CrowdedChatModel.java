package dev.longctx.langchain4j.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers only when so many ask at once, and counts how many do. */
final class CrowdedChatModel implements ChatModel {

  private final CyclicBarrier together;
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  CrowdedChatModel(int together) {
    this.together = new CyclicBarrier(together);
  }

  @Override
  public ChatResponse chat(ChatRequest request) {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try {
      together.await();
      return ChatResponse.builder().aiMessage(AiMessage.from("x")).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (BrokenBarrierException e) {
      throw new IllegalStateException(e);
    } finally {
      now.decrementAndGet();
    }
  }

  int most() {
    return most.get();
  }
}

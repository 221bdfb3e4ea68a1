package dev.longctx.langchain4j.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** A call that blocks; interrupting its thread ends it. */
final class PlainAttempt implements Attempt {

  private final ChatModel model;
  private final ChatRequest request;
  private final PieceSink sink;

  PlainAttempt(ChatModel model, ChatRequest request, PieceSink sink) {
    this.model = model;
    this.request = request;
    this.sink = sink;
  }

  @Override
  public SampleAnswer run() throws InterruptedException {
    ChatResponse response = model.chat(request);
    SampleText text = new SampleText();
    ChatResponses.read(response, text);
    sink.show(text.whole());
    return ChatResponses.answer(response, text);
  }

  @Override
  public void abandon() {}

  @Override
  public boolean heard() {
    return false;
  }

  @Override
  public String partial() {
    return "";
  }
}

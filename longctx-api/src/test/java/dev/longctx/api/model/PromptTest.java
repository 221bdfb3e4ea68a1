package dev.longctx.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {

  @Test
  void copiesTheMessages() {
    List<ChatMessage> messages = new ArrayList<>(List.of(ChatMessage.user("hello")));
    Prompt.Chat chat = new Prompt.Chat(messages);
    messages.clear();
    assertThat(chat.messages()).containsExactly(ChatMessage.user("hello")).isUnmodifiable();
  }

  @Test
  void copiesTheArrayOfMessages() {
    ChatMessage[] messages = {ChatMessage.user("hello")};
    Prompt chat = Prompt.chat(messages);
    messages[0] = ChatMessage.user("changed");
    assertThat(chat).isEqualTo(Prompt.user("hello"));
  }

  @Test
  void keepsTheRolesInOrder() {
    Prompt.Chat chat =
        (Prompt.Chat)
            Prompt.chat(ChatMessage.system("a"), ChatMessage.user("b"), ChatMessage.assistant("c"));
    assertThat(chat.messages())
        .extracting(ChatMessage::role)
        .containsExactly(
            ChatMessage.Role.SYSTEM, ChatMessage.Role.USER, ChatMessage.Role.ASSISTANT);
  }

  @Test
  void refusesAConversationWithoutMessages() {
    assertThatIllegalArgumentException()
        .isThrownBy(Prompt::chat)
        .withMessage("messages: expected at least one, found none");
  }

  @Test
  void takesEmptyTexts() {
    assertThat(((Prompt.Text) Prompt.text("")).text()).isEmpty();
    assertThat(ChatMessage.user("").content()).isEmpty();
  }

  @Test
  void refusesNulls() {
    assertThatNullPointerException().isThrownBy(() -> Prompt.text(null));
    assertThatNullPointerException().isThrownBy(() -> Prompt.user(null));
    assertThatNullPointerException().isThrownBy(() -> Prompt.chat((ChatMessage) null));
    assertThatNullPointerException().isThrownBy(() -> new ChatMessage(null, "x"));
  }

  @Test
  void doesNotPrintTexts() {
    assertThat(Prompt.text("secret")).hasToString("Text[6 characters]");
    assertThat(Prompt.user("secret").toString()).contains("USER").doesNotContain("secret");
  }
}

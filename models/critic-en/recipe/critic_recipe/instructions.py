"""What the critic is told to look for. The first phrasing of each is the Java API's default."""

SENTENCES = "sentences"
ANSWERS = "answers"
PARAGRAPHS = "paragraphs"

PHRASINGS = {
    SENTENCES: (
        "Extract the sentences that are supporting facts for the question.",
        "Find the sentences needed to answer the question.",
        "Which sentences are evidence for the answer?",
        "Keep every sentence that helps to answer the question.",
        "Extract supporting sentences.",
        "",
    ),
    ANSWERS: (
        "Extract the words and phrases that answer the question.",
        "Find the answer's exact words.",
        "Keep only the phrases that answer the question.",
        "Extract the answer.",
    ),
    PARAGRAPHS: (
        "Extract the paragraphs that are related to the question.",
        "Find the passages about the question's topic.",
        "Keep whole paragraphs that are relevant to the question.",
        "Extract related paragraphs.",
    ),
}


def choose(kind, random):
    """The default phrasing more often than not."""
    phrasings = PHRASINGS[kind]
    return phrasings[0] if random.random() < 0.6 else random.choice(phrasings[1:])

"""Which conversations each model's template is rendered with."""

from fixture_templates.conversations import CLOCK, WEATHER, plain, talking_tools, with_tools

TOOLS = [WEATHER, CLOCK]


def common(conversations):
    for name, messages in conversations:
        for prompt in (True, False):
            yield name, {"messages": messages, "add_generation_prompt": prompt}


def tool_cases(conversations, **more):
    for name, messages in conversations:
        for tools in (TOOLS, None):
            label = name + (" with tools" if tools else " without tools")
            yield (
                label,
                {
                    "messages": messages,
                    "tools": tools,
                    "add_generation_prompt": True,
                    **more,
                },
            )


def only_tools(conversations):
    for name, messages in conversations:
        yield name, {"messages": messages, "tools": TOOLS, "add_generation_prompt": True}


def strings(conversations):
    """The same with empty strings where there is no content."""
    for name, messages in conversations:
        yield name, [{**message, "content": message["content"] or ""} for message in messages]


def qwen25():
    yield from common(plain())
    yield from tool_cases(strings(with_tools(arguments_as_text=False)))
    yield from tool_cases(with_tools(arguments_as_text=False))
    yield from tool_cases(talking_tools())
    yield from only_tools(list(plain())[:6])


def qwen3():
    yield from qwen25()
    yield from tool_cases(strings(with_tools(arguments_as_text=True)))
    for name, case in common(list(plain())[:6]):
        for thinking in (True, False):
            yield f"{name} thinking {thinking}", {**case, "enable_thinking": thinking}


def deepseek():
    yield from common(plain())
    yield from tool_cases(with_tools(arguments_as_text=True))
    yield "no flag", {"messages": [{"role": "user", "content": "Hi"}]}


def llama():
    yield from common(plain())


def llama_instruct():
    yield from common(plain())
    single = [case for case in with_tools(arguments_as_text=False) if case[0] != "two calls"]
    for name, case in tool_cases(single):
        yield name, case
        yield f"{name} in system", {**case, "tools_in_user_message": False}
    yield from tool_cases(with_tools(arguments_as_text=False))
    messages = [
        {"role": "user", "content": "Search."},
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [
                {"function": {"name": "brave_search", "arguments": {"query": "x", "how": "y"}}}
            ],
        },
        {"role": "ipython", "content": {"found": ["a", 1, 2.5, True, None]}},
        {"role": "tool", "content": 5},
    ]
    yield (
        "builtin",
        {
            "messages": messages,
            "builtin_tools": ["brave_search", "code_interpreter"],
            "date_string": "01 Jan 2025",
            "add_generation_prompt": True,
        },
    )
    yield "no user", {"messages": [], "tools": TOOLS}
    yield "only a system", {"messages": [{"role": "system", "content": "x"}], "tools": TOOLS}


CASES = {
    "qwen2.5": qwen25,
    "qwen3": qwen3,
    "deepseek-v3": deepseek,
    "llama-3.1": llama,
    "llama-3.1-instruct": llama_instruct,
}

from openai_bindings import OpenAI

stream = OpenAI().chat.completions.create(
    model="m",
    messages=[{"role": "user", "content": "Say this is a test"}],
    stream=True,
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="")

from openai_bindings import OpenAI

client = OpenAI(api_key="k", timeout=20.0, max_retries=5)
completion = client.chat.completions.create(
    model="m",
    messages=[{"role": "user", "content": "Say this is a test"}],
)
text: str | None = completion.choices[0].message.content

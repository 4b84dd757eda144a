from openai_bindings import OpenAI

response = OpenAI().chat.completions.with_raw_response.create(
    messages=[{"role": "user", "content": "hi"}], model="m"
)
print(response.headers.get("X-My-Header"))
completion = response.parse()
print(completion.choices)

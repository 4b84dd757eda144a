from openai_bindings import OpenAI

with OpenAI().chat.completions.with_streaming_response.create(
    messages=[{"role": "user", "content": "hi"}], model="m"
) as response:
    for line in response.iter_lines():
        print(line)

from openai_bindings import OpenAI

with OpenAI().chat.completions.stream(
    model="m", messages=[{"role": "user", "content": "x"}]
) as stream:
    for event in stream:
        if event.type == "content.delta":
            print(event.delta)
    final = stream.get_final_completion()
print(final.choices[0].message.content)

from openai_bindings import OpenAI

for event in OpenAI().responses.create(model="m", input="x", stream=True):
    if event.type == "response.output_text.delta":
        print(event.delta, end="")
    elif event.type == "response.completed":
        print(event.response.id)

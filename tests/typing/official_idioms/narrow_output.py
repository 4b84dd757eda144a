from openai_bindings import OpenAI

for item in OpenAI().responses.create(model="m", input="x").output:
    if item.type == "message":
        for part in item.content:
            if part.type == "output_text":
                print(part.text)
    elif item.type == "function_call":
        print(item.name, item.arguments)

from openai import OpenAI

client = OpenAI()
completion = client.completions.create(model="gpt-3.5-turbo-instruct", prompt="Say hi", echo=True)
print(completion.object, completion.choices, completion.usage.prompt_tokens)
for part in client.completions.create(model="i", prompt=["a", "b"], stream=True, max_tokens=5):
    print(part.choices[0].text, part.choices[0].index)

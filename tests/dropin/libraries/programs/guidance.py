from guidance import assistant, gen, models, user

model = models.OpenAI("gpt-4o")
with user():
    model += "hi"
with assistant():
    model += gen("answer")
print(model["answer"])

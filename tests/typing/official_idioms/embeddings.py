from openai_bindings import OpenAI

result = OpenAI().embeddings.create(model="m", input=["a", "b"])
vector: list[float] = result.data[0].embedding

from openai_bindings import OpenAI

images = OpenAI().images.generate(model="gpt-image-1", prompt="a cat", size="1024x1024")
for image in images.data or []:
    print(image.b64_json)

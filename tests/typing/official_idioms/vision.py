from openai_bindings import OpenAI

response = OpenAI().responses.create(
    model="m",
    input=[
        {
            "role": "user",
            "content": [
                {"type": "input_text", "text": "What is in this image?"},
                {"type": "input_image", "image_url": "https://a.example/b.png", "detail": "auto"},
            ],
        }
    ],
)
print(response.output_text)

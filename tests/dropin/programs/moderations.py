from openai import OpenAI

client = OpenAI()
moderation = client.moderations.create(
    model="omni-moderation-latest",
    input=[
        {"type": "text", "text": "some text"},
        {"type": "image_url", "image_url": {"url": "http://x.test/i.png"}},
    ],
)
result = moderation.results[0]
print(result.flagged, result.categories.harassment, result.categories.self_harm_intent)
print(result.category_scores.self_harm_intent, result.category_applied_input_types.self_harm_intent)
print(sorted(result.categories.to_dict()))

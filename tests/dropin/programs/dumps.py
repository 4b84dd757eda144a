import json

from openai import OpenAI

completion = OpenAI().chat.completions.create(
    model="m", messages=[{"role": "user", "content": "hello"}]
)
message = completion.choices[0].message


def show(value):
    print(json.dumps(value, sort_keys=True))


show(message.model_dump(include={"role", "content"}))
show(completion.model_dump(include={"choices": {0: {"message": {"content"}}}}))
show(completion.model_dump(exclude={"choices": {"__all__": {"message"}}, "usage": True}))
show(message.to_dict(mode="json", use_api_names=True, exclude_unset=False))
show(message.to_dict(exclude_none=True))
show(message.to_dict(exclude_defaults=True, warnings=False))
print(sorted(json.loads(message.to_json(indent=None, exclude_none=True))))
print(len(completion.usage.to_json().splitlines()), len(completion.usage.model_dump_json()))
show(json.loads(message.model_dump_json(indent=2, exclude_none=True)))
show(message.dict(exclude_unset=True))
show(dict(message)["content"])
show(json.loads(json.dumps(completion, default=lambda model: model.model_dump())))
print(sorted(message.model_fields_set), sorted(type(message).model_fields)[:3])

import os

import openai

print(openai.api_key, openai.organization, openai.default_headers)
openai.api_key = "sk-module"
openai.default_headers = {"x-foo": "true"}
completion = openai.chat.completions.create(
    model="m", messages=[{"role": "user", "content": "hello"}]
)
print(completion.choices[0].message.content)
print([model.id for model in openai.models.list()])
openai.max_retries = 0
try:
    openai.responses.create(model="status-503", input="x")
except openai.InternalServerError as e:
    print(e.status_code)
print(openai.files.retrieve("file-1").filename)
print(os.environ["OPENAI_API_KEY"], openai.DEFAULT_MAX_RETRIES, openai.DEFAULT_TIMEOUT.connect)

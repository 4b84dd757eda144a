import openai_bindings
from openai_bindings import OpenAI

client = OpenAI()
try:
    client.fine_tuning.jobs.create(model="m", training_file="file-abc123")
except openai_bindings.APIConnectionError as error:
    print(error.__cause__)
except openai_bindings.RateLimitError:
    print("slower")
except openai_bindings.APIStatusError as error:
    print(error.status_code, error.response, error.request_id)

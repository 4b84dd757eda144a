"""Errors, raw responses, streamed responses."""

import openai
from openai import (
    APIConnectionError,
    APIStatusError,
    BadRequestError,
    OpenAI,
    OpenAIError,
    RateLimitError,
)
from openai.types.chat import ChatCompletion

client = OpenAI()


def guarded() -> ChatCompletion | None:
    try:
        return client.chat.completions.create(model="x", messages=[])
    except RateLimitError as error:
        print(error.response.headers.get("retry-after"), error.request_id)
    except BadRequestError as error:
        print(error.code, error.param, error.type, error.body, error.message)
    except APIStatusError as error:
        print(error.status_code, error.response.text)
    except APIConnectionError as error:
        print(error.__cause__, error.request.url)
    except OpenAIError:
        raise
    return None


raw = client.chat.completions.with_raw_response.create(model="x", messages=[])
print(raw.headers["x-request-id"], raw.http_response.status_code, raw.parse().choices)
with client.chat.completions.with_streaming_response.create(model="x", messages=[]) as streamed:
    print(streamed.headers.get("a"))
    for line in streamed.iter_lines():
        print(line)
print(openai.api_key, openai.__version__)
openai.api_key = "x"
openai.base_url = "https://x"
print(openai.chat.completions.create(model="x", messages=[]).id)

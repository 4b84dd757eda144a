"""Nested params in modules of their own."""

from openai import OpenAI
from openai.types.fine_tuning import FineTuningJob, SupervisedMethodParam
from openai.types.fine_tuning.job_create_params import Hyperparameters, Integration, Method
from openai.types.beta.thread_create_params import Message, MessageAttachment, ToolResources
from openai.types.beta.assistant_create_params import ToolResourcesFileSearch
from openai.types.batch_create_params import OutputExpiresAfter
from openai.types.file_create_params import ExpiresAfter
from openai.types.moderation_create_params import ModerationCreateParams
from openai.types.moderation_image_url_input_param import ModerationImageURLInputParam
from openai.types.chat.chat_completion_content_part_image_param import (
    ChatCompletionContentPartImageParam,
    ImageURL,
)
from openai.types.chat.chat_completion_assistant_message_param import FunctionCall, Audio

hyper: Hyperparameters = {"n_epochs": "auto", "batch_size": 3}
supervised: SupervisedMethodParam = {"hyperparameters": {"n_epochs": 1}}
method: Method = {"type": "supervised", "supervised": supervised}
integration: Integration = {"type": "wandb", "wandb": {"project": "x", "tags": ["a"]}}
job: FineTuningJob = OpenAI().fine_tuning.jobs.create(
    model="gpt-4o",
    training_file="x",
    hyperparameters=hyper,
    method=method,
    integrations=[integration],
)
attachment: MessageAttachment = {"file_id": "x", "tools": [{"type": "file_search"}]}
message: Message = {"role": "user", "content": "x", "attachments": [attachment]}
resources: ToolResources = {"code_interpreter": {"file_ids": ["x"]}}
OpenAI().beta.threads.create(messages=[message], tool_resources=resources)
search: ToolResourcesFileSearch = {"vector_store_ids": ["x"]}
expires: OutputExpiresAfter = {"anchor": "created_at", "seconds": 3600}
expires2: ExpiresAfter = {"anchor": "created_at", "seconds": 3600}
url: ImageURL = {"url": "x"}
part: ChatCompletionContentPartImageParam = {"type": "image_url", "image_url": url}
call: FunctionCall = {"name": "f", "arguments": "{}"}
audio: Audio = {"id": "x"}
check: ModerationImageURLInputParam = {"type": "image_url", "image_url": {"url": "x"}}
params: ModerationCreateParams = {"input": [check]}
print(OpenAI().moderations.create(**params).results[0].categories.hate, job.status)
print(message["role"], attachment.get("tools"), resources.get("file_search"), hyper.get("n_epochs"))

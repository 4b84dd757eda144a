from openai_bindings.types.responses import (
    ResponseInputContentParam,
    ResponseInputMessageContentListParam,
)

content: list[ResponseInputContentParam] = [{"type": "input_text", "text": "a"}]
whole: ResponseInputMessageContentListParam = [{"type": "input_image", "detail": "auto"}]

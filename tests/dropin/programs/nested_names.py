"""Nested classes by the names the official client has for them."""

from openai.types.chat import chat_completion_tool_param
from openai.types.chat.chat_completion_chunk import ChoiceDeltaToolCall
from openai.types.responses.response_computer_tool_call import ActionClick, ActionDragPath
from openai.types.responses.response_function_web_search import ActionSearch
from openai.types.responses.response_input_param import FunctionCallOutput, Message
from openai.types.responses.response_output_text import (
    AnnotationFileCitation,
    AnnotationURLCitation,
    ResponseOutputText,
)
from openai.types.responses.tool import Mcp, McpRequireApprovalMcpToolApprovalFilter

text = ResponseOutputText.model_validate(
    {
        "type": "output_text",
        "text": "See there.",
        "annotations": [
            {"type": "file_citation", "file_id": "file_1", "filename": "a.md", "index": 3},
            {
                "type": "url_citation",
                "url": "https://example.com",
                "title": "T",
                "start_index": 0,
                "end_index": 3,
            },
        ],
    }
)
for annotation in text.annotations:
    if isinstance(annotation, AnnotationFileCitation):
        print("file", annotation.filename)
    elif isinstance(annotation, AnnotationURLCitation):
        print("url", annotation.url)

print(ActionClick(button="left", type="click", x=1, y=2).to_dict())
print(ActionDragPath(x=1, y=2).to_dict(), ActionSearch(query="q", type="search").type)
print(ChoiceDeltaToolCall(index=0).to_dict())
tool = Mcp(
    server_label="s",
    type="mcp",
    require_approval=McpRequireApprovalMcpToolApprovalFilter(always=None),
)
print(tool.server_label)
print(sorted(dict(FunctionCallOutput(call_id="c", output="o", type="function_call_output"))))
print(sorted(dict(Message(role="user", content=[]))))
print(hasattr(chat_completion_tool_param, "ChatCompletionToolParam"))

"""Items of responses as params."""

from openai import OpenAI
from openai.types.responses import (
    EasyInputMessageParam,
    FunctionToolParam,
    ResponseFunctionToolCall,
    ResponseFunctionToolCallParam,
    ResponseInputItemParam,
    ResponseInputParam,
    ResponseInputTextParam,
    ResponseOutputItem,
    ResponseOutputMessage,
    ToolParam,
    WebSearchToolParam,
)
from openai.types.responses.response_input_param import FunctionCallOutput, Message
from openai.types.responses.response_input_item_param import ComputerCallOutput
from openai.types.shared_params.reasoning import Reasoning


def tool() -> FunctionToolParam:
    return FunctionToolParam(
        type="function", name="f", strict=True, parameters={"type": "object"}, description="d"
    )


def converted(items: list[ResponseOutputItem]) -> list[ResponseInputItemParam]:
    result: list[ResponseInputItemParam] = []
    for item in items:
        if isinstance(item, ResponseFunctionToolCall):
            call: ResponseFunctionToolCallParam = {
                "type": "function_call",
                "call_id": item.call_id,
                "name": item.name,
                "arguments": item.arguments,
            }
            result.append(call)
            output: FunctionCallOutput = {
                "type": "function_call_output",
                "call_id": item.call_id,
                "output": "42",
            }
            result.append(output)
        elif isinstance(item, ResponseOutputMessage):
            text = "".join(part.text for part in item.content if part.type == "output_text")
            result.append(EasyInputMessageParam(role="assistant", content=text))
    return result


def main() -> None:
    client = OpenAI()
    tools: list[ToolParam] = [tool(), WebSearchToolParam(type="web_search")]
    text = ResponseInputTextParam(type="input_text", text="hi")
    message: Message = {"type": "message", "role": "user", "content": [text]}
    history: ResponseInputParam = [message]
    thinking: Reasoning = {"effort": "low"}
    response = client.responses.create(
        model="gpt-5", input=history, tools=tools, reasoning=thinking
    )
    history += converted(response.output)
    for tool_ in tools:
        if tool_["type"] == "function":
            print(tool_["name"])
    print(
        client.responses.create(
            model="gpt-5", input=history, previous_response_id=response.id
        ).output_text
    )
    output: ComputerCallOutput = {
        "type": "computer_call_output",
        "call_id": "c",
        "output": {"type": "computer_screenshot", "image_url": "x"},
    }
    print(output["output"].get("image_url"))

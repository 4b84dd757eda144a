from openai import OpenAI
from openai.types.responses import Response, ResponseOutputMessage, ResponseOutputText
from openai.types.responses.response import Response as SameResponse

client = OpenAI()
conversation = client.conversations.create(
    metadata={"topic": "demo"}, items=[{"type": "message", "role": "user", "content": "hello"}]
)
print(conversation.id, conversation.metadata)
response = client.responses.create(model="m", conversation=conversation.id, input="hi", store=True)
print(isinstance(response, Response), Response is SameResponse, response.output_text)
for item in response.output:
    if isinstance(item, ResponseOutputMessage):
        for content in item.content:
            if isinstance(content, ResponseOutputText):
                print(item.role, content.text, content.annotations)
again = client.responses.retrieve(response.id, include=["message.output_text.logprobs"])
print(again.status, int(again.created_at), client.responses.cancel("resp_1").status)
for item in client.responses.input_items.list("resp_1", order="desc"):
    print(item.type, item.content[0].text)
for item in client.conversations.items.list(conversation.id):
    print(item.role)
context = [{"role": "user", "content": "hi"}]
context += response.output
context.append({"role": "user", "content": "and now?"})
print(client.responses.create(model="m", input=context).id)
print(client.conversations.delete(conversation.id).deleted)

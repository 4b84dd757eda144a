import warnings

from openai import AssistantEventHandler, OpenAI

warnings.simplefilter("ignore", DeprecationWarning)
client = OpenAI()
assistant = client.beta.assistants.create(
    name="Math", instructions="You are a tutor.", tools=[{"type": "code_interpreter"}], model="m"
)
thread = client.beta.threads.create(
    messages=[{"role": "user", "content": "What is 2 + 2?"}], metadata={"a": "b"}
)
print(assistant.id, assistant.tools[0].type, thread.metadata)
message = client.beta.threads.messages.create(thread.id, role="user", content="Please.")
print(message.content[0].text.value)
run = client.beta.threads.runs.create_and_poll(thread_id=thread.id, assistant_id=assistant.id)
if run.status == "completed":
    for message in client.beta.threads.messages.list(thread_id=thread.id):
        print(message.role, message.content[0].text.value)


class Handler(AssistantEventHandler):
    def on_text_created(self, text):
        print("assistant >", end=" ")

    def on_text_delta(self, delta, snapshot):
        print(delta.value, end="|")

    def on_message_done(self, message):
        print(message.status)

    def on_end(self):
        print("end")


with client.beta.threads.runs.stream(
    thread_id=thread.id, assistant_id=assistant.id, event_handler=Handler()
) as stream:
    stream.until_done()
with client.beta.threads.runs.stream(thread_id=thread.id, assistant_id=assistant.id) as stream:
    print("".join(stream.text_deltas))
    print(stream.get_final_run().status, len(stream.get_final_messages()))
for event in client.beta.threads.create_and_run(assistant_id=assistant.id, stream=True):
    print(event.event, event.data.id)

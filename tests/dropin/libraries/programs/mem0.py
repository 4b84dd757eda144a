import os
import tempfile

os.environ["MEM0_TELEMETRY"] = "False"
os.environ["MEM0_DIR"] = tempfile.mkdtemp()

from mem0.configs.embeddings.base import BaseEmbedderConfig
from mem0.configs.llms.openai import OpenAIConfig
from mem0.embeddings.openai import OpenAIEmbedding
from mem0.llms.openai import OpenAILLM

llm = OpenAILLM(OpenAIConfig(model="gpt-4o"))
ask = [{"role": "user", "content": "hi"}]
call = {
    "name": "weather",
    "parameters": {"type": "object", "properties": {"c": {"type": "string"}}},
}
print(llm.generate_response(ask))
print(llm.generate_response(ask, tools=[{"type": "function", "function": call}]))
print(OpenAIEmbedding(BaseEmbedderConfig(embedding_dims=3)).embed("a"))

import copy
import pickle
import threading

from openai import Client, OpenAI, OpenAIError
from openai.types import Completion, Model

with OpenAI(api_key="a", max_retries=5) as client:
    print(client.is_closed(), isinstance(client, Client), client.max_retries)
    other = client.with_options(api_key="b", max_retries=0, timeout=3, organization="o")
    print(other.api_key, other.max_retries, other.timeout, other.organization, client.api_key)
    models = []
    threads = [
        threading.Thread(target=lambda: models.append(client.models.retrieve("ft:m:org::1").id))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(models)
    model = client.models.retrieve("ft:m:org::1")
print(client.is_closed())
try:
    client.models.list()
except (OpenAIError, RuntimeError) as e:
    print(e)
print(pickle.loads(pickle.dumps(model)) == model, copy.copy(model) == copy.deepcopy(model))
print(model.model_copy(update={"owned_by": "me"}).owned_by, model.owned_by)
print(Model(id="x", created=1, object="model", owned_by="us").to_dict())
print(Model.construct(id="y").id, Model.model_validate_json(model.to_json()) == model)
model.owned_by = "you"
print(sorted(model.to_dict().values(), key=str), Completion.model_fields["choices"] is not None)

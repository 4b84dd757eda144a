from openai_bindings import BaseModel, OpenAI


class Widget(BaseModel):
    id: str
    size: int = 0


made = Widget(id="w")
found = OpenAI().get("/widgets/w", cast_to=Widget)
size: int = found.size + made.size

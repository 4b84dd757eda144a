from openai_bindings import NOT_GIVEN, NotGiven, OpenAI, omit


def ask(temperature: float | NotGiven = NOT_GIVEN) -> None:
    OpenAI().chat.completions.create(model="m", messages=[], temperature=temperature, top_p=omit)


ask(0.3)

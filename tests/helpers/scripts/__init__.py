"""Conversations, as the API streams them and as it answers at once."""

from __future__ import annotations

from helpers.scripts.agents import AGENT_EVENTS as AGENT_EVENTS
from helpers.scripts.agents import AGENT_ITEMS as AGENT_ITEMS
from helpers.scripts.assistants import (
    CITATION as CITATION,
)
from helpers.scripts.assistants import (
    FINAL_CONTENT as FINAL_CONTENT,
)
from helpers.scripts.assistants import (
    REQUIRED as REQUIRED,
)
from helpers.scripts.assistants import (
    RUN_BEGINS as RUN_BEGINS,
)
from helpers.scripts.assistants import (
    RUN_ENDS as RUN_ENDS,
)
from helpers.scripts.assistants import (
    TOOL_CALL as TOOL_CALL,
)
from helpers.scripts.assistants import (
    event as event,
)
from helpers.scripts.assistants import (
    message as message,
)
from helpers.scripts.assistants import (
    run as run,
)
from helpers.scripts.assistants import (
    step as step,
)
from helpers.scripts.chat import (
    CHAT as CHAT,
)
from helpers.scripts.chat import (
    CHOICES as CHOICES,
)
from helpers.scripts.chat import (
    LOGPROBS as LOGPROBS,
)
from helpers.scripts.chat import (
    REFUSAL as REFUSAL,
)
from helpers.scripts.chat import (
    TEXT as TEXT,
)
from helpers.scripts.chat import (
    TOOLS as TOOLS,
)
from helpers.scripts.chat import (
    USAGE as USAGE,
)
from helpers.scripts.chat import (
    call as call,
)
from helpers.scripts.chat import (
    called as called,
)
from helpers.scripts.chat import (
    choice as choice,
)
from helpers.scripts.chat import (
    chunk as chunk,
)
from helpers.scripts.chat import (
    completion as completion,
)
from helpers.scripts.chat import (
    token as token,
)
from helpers.scripts.responses import (
    ANSWER as ANSWER,
)
from helpers.scripts.responses import (
    FINAL_RESPONSE as FINAL_RESPONSE,
)
from helpers.scripts.responses import (
    FUNCTION_CALL as FUNCTION_CALL,
)
from helpers.scripts.responses import (
    MESSAGE as MESSAGE,
)
from helpers.scripts.responses import (
    REASONING as REASONING,
)
from helpers.scripts.responses import (
    REFUSED as REFUSED,
)
from helpers.scripts.responses import (
    RESPONSE_EVENTS as RESPONSE_EVENTS,
)
from helpers.scripts.responses import (
    response as response,
)
from helpers.scripts.wire import (
    JSON as JSON,
)
from helpers.scripts.wire import (
    sse as sse,
)

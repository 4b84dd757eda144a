"""A turn of an agent session: reasoning, a tool call, a command, commentary, the answer."""

from __future__ import annotations

from typing import Any

from helpers.scripts.wire import JSON

SESSION_ID, TURN_ID = "sess_1", "turn_1"


def session(status: str, **more: Any) -> JSON:
    """An agent session."""
    return {
        "id": SESSION_ID,
        "object": "agent.session",
        "status": status,
        "agent": {"model": "gpt-5"},
        "created_at": 1720000000,
        "last_active_at": 1720000000,
        "environment": {"type": "none"},
        "error": None,
        "metadata": {},
        "required_actions": [],
        "usage": None,
        "vault_ids": [],
        **more,
    }


def turn(status: str, id_: str = TURN_ID, subagent: str | None = None) -> JSON:
    """A turn."""
    return {
        "id": id_,
        "object": "agent.session.turn",
        "agent_id": "agent_1",
        "session_id": SESSION_ID,
        "subagent_id": subagent,
        "status": status,
        "created_at": 1720000000,
        "started_at": 1720000000,
        "completed_at": 1720000009 if status == "completed" else None,
        "error": None,
        "usage": None,
    }


def _item(kind: str, id_: str, turn_id: str = TURN_ID, **more: Any) -> JSON:
    return {"id": id_, "type": kind, "turn_id": turn_id, **more}


def message(id_: str, text: str, status: str = "completed", phase: str | None = None) -> JSON:
    """A message of the agent."""
    content = [{"type": "output_text", "text": text}] if text else []
    return _item("message", id_, role="assistant", status=status, phase=phase, content=content)


def call(status: str = "in_progress", name: str = "get_weather", id_: str = "fc_1") -> JSON:
    """A call of a function."""
    arguments = {"city": "Oslo"}
    return _item(
        "function_call", id_, status=status, name=name, call_id=f"call_{id_}", arguments=arguments
    )


REASONING = _item(
    "reasoning", "rs_1", status="completed", summary=[{"type": "summary_text", "text": "Look up"}]
)
COMMAND = _item(
    "command_execution", "cmd_1", status="completed", command="date", cwd="/workspace",
    duration_ms=5, exit_code=0, output="Mon\nTue\n",
)  # fmt: skip
COMMENTARY = message("msg_0", "Looking", phase="commentary")
FINAL_TEXT = '{"city": "Oslo", "days": 2}'
ANSWER = message("msg_1", FINAL_TEXT, phase="final_answer")


def _event(kind: str, **more: Any) -> JSON:
    return {"type": f"agent.session.{kind}", "session_id": SESSION_ID, **more}


def _of_turn(kind: str, **more: Any) -> JSON:
    return _event(f"turn.{kind}", turn_id=TURN_ID, **more)


def _at(kind: str, item: JSON, index: int, **more: Any) -> JSON:
    return _of_turn(kind, item_id=item["id"], output_index=index, **more)


def _added(item: JSON, index: int | None) -> JSON:
    return _of_turn("item.added", item=item, output_index=index)


def _done(item: JSON, index: int) -> JSON:
    return _of_turn("item.done", item=item, output_index=index)


def numbered(events: list[JSON]) -> list[JSON]:
    """The events with an id each."""
    return [{**event, "event_id": f"evt_{number}"} for number, event in enumerate(events)]


_OUTPUT = "agent.output.command_execution_output.delta"
_STATE = {"session": session("in_progress")}
AGENT_EVENTS = numbered(
    [
        _event("idle", session=session("idle")),
        _event("in_progress", **_STATE),
        _of_turn("created", turn=turn("queued")),
        _of_turn("in_progress", turn=turn("in_progress")),
        _added({**REASONING, "status": "in_progress", "summary": []}, 0),
        _at(
            "reasoning_summary_part.added",
            REASONING,
            0,
            summary_index=0,
            part={"type": "summary_text", "text": ""},
        ),
        _at("reasoning_summary_text.delta", REASONING, 0, summary_index=0, delta="Look "),
        _at("reasoning_summary_text.delta", REASONING, 0, summary_index=0, delta="up"),
        _at("reasoning_summary_text.done", REASONING, 0, summary_index=0, text="Look up"),
        _done(REASONING, 0),
        _added({**COMMENTARY, "status": "in_progress", "content": []}, 1),
        _at("content_part.added", COMMENTARY, 1, content_index=0,
            part={"type": "output_text", "text": ""}),
        _at("output_text.delta", COMMENTARY, 1, content_index=0, delta="Looking"),
        _done(COMMENTARY, 1),
        _added(call(), 2),
        _event(
            "turn.created",
            turn_id="turn_2",
            turn=turn("queued", "turn_2", subagent="sub_1"),
        ),
        _done(call("completed"), 2),
        _added({**COMMAND, "status": "in_progress", "output": None, "exit_code": None,
                "duration_ms": None}, 3),
        {**_at("x", COMMAND, 3, delta="Mon\n"), "type": _OUTPUT},
        {**_at("x", COMMAND, 3, delta="Tue\n"), "type": _OUTPUT},
        _done(COMMAND, 3),
        _added({**ANSWER, "status": "in_progress", "content": []}, 4),
        _at("content_part.added", ANSWER, 4, content_index=0,
            part={"type": "output_text", "text": ""}),
        _at("output_text.delta", ANSWER, 4, content_index=0, delta=FINAL_TEXT[:9]),
        _at("output_text.delta", ANSWER, 4, content_index=0, delta=FINAL_TEXT[9:]),
        _at("output_text.done", ANSWER, 4, content_index=0, text=FINAL_TEXT),
        _at("content_part.done", ANSWER, 4, content_index=0, part=ANSWER["content"][0]),
        _done(ANSWER, 4),
        _event("turn.completed", turn_id="turn_2", turn=turn("completed", "turn_2", "sub_1")),
        _of_turn("completed", turn=turn("completed"), usage=None),
        _event("idle", session=session("idle")),
    ]
)  # fmt: skip
"""Of the stream of the session; what follows would be of another turn."""
AGENT_ITEMS = [REASONING, COMMENTARY, call("completed"), COMMAND, ANSWER]

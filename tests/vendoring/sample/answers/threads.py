"""Types without a client: what to send to start a thread and run it."""

from __future__ import annotations

from typing import Any

from answers.vendor.params.types.beta import ThreadCreateAndRunStreamParams


def first_run(assistant_id: str, question: str) -> dict[str, Any]:
    """The body of a request that creates a thread with one question, and runs it."""
    params = ThreadCreateAndRunStreamParams(
        assistant_id=assistant_id,
        instructions=None,
        thread={"messages": [{"role": "user", "content": question}]},
    )
    return params.to_dict()

"""A computer to be used."""

from __future__ import annotations

from openai import OpenAI
from openai.types.responses import ComputerTool


def screen() -> ComputerTool:
    return ComputerTool(
        type="computer-preview", display_height=600, display_width=800, environment="linux"
    )


def look(client: OpenAI, text: str) -> str:
    answer = client.responses.create(
        model="computer-use-preview",
        input=text,
        tools=[
            {
                "type": "computer-preview",
                "display_height": 600,
                "display_width": 800,
                "environment": "browser",
            }
        ],
    )
    return answer.id

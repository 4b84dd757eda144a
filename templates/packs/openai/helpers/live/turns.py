"""Whose turn it is in a conversation, by the times of what was said: the policy of `live`.

A turn goes on while its speaker talks. What the other says meanwhile waits: it becomes the next turn
after a pause, or is passed over where it is a short "mm hmm" of the assistant while the user talks.
No clock and no callbacks here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

Speaker: TypeAlias = Literal["user", "assistant"]
TranscriptSegmentCloseReason: TypeAlias = Literal[
    "speaker_change", "inactivity", "timestamp_reset", "session_closed", "manual"
]
_MARKS = ".,!?;:\"'()[]{}"
_ACKNOWLEDGMENTS = """
aha,alright,gotcha,hm,hmm,mhm,mm,mm hmm,okay,ok,right,sure,uh huh,yeah,yep,yes
""".strip().split(",")


@dataclass(frozen=True)
class TranscriptSegment:
    """What one speaker said in one go, as far as it has come; times in milliseconds."""

    id: str
    previous_id: str | None
    speaker: Speaker
    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True)
class TranscriptSegmentClosedEvent:
    """A segment that nothing is added to any more, and why."""

    segment: TranscriptSegment
    reason: TranscriptSegmentCloseReason


@dataclass(frozen=True)
class TranscriptGrouperOptions:
    """Times in milliseconds, and phrases beside the usual ones that are no turn of their own."""

    min_turn_separation_ms: float = 500
    assistant_silence_ms: float = 2000
    backchannel_max_duration_ms: float = 1000
    backchannel_isolation_ms: float = 2000
    additional_acknowledgments: tuple[str, ...] = ()


class Fragment(NamedTuple):
    """A piece of transcript as it comes."""

    speaker: Speaker
    text: str
    start: int
    end: int


Update: TypeAlias = "TranscriptSegment | TranscriptSegmentClosedEvent"


class _Turn:
    """A segment that still grows."""

    def __init__(self, id_: str, said: Fragment) -> None:
        self.segment = TranscriptSegment(id_, None, said.speaker, said.text, said.start, said.end)
        self.is_shown = False
        self.may_be_dropped = True

    @property
    def speaker(self) -> Speaker:
        return self.segment.speaker

    @property
    def start(self) -> int:
        return self.segment.start_ms

    @property
    def end(self) -> int:
        return self.segment.end_ms

    def add(self, said: Fragment, *, spaced: bool = False) -> None:
        """Append text; `spaced` where something else was said between two words."""
        text = self.segment.text
        words = spaced and _is_word(text[-1:]) and _is_word(said.text[:1])
        self.segment = replace(
            self.segment,
            text=f"{text}{' ' if words else ''}{said.text}",
            end_ms=max(self.end, said.end),
        )


class Turns:
    """The turn at hand, and the one that may follow it."""

    def __init__(self, options: TranscriptGrouperOptions, prefix: str) -> None:
        self._options = options
        self._prefix = prefix
        own = map(_normal, options.additional_acknowledgments)
        self._acknowledgments = [*_ACKNOWLEDGMENTS, *filter(None, own)]
        self._now: _Turn | None = None
        self._next: _Turn | None = None
        self._count = 0
        self._last_id: str | None = None
        self._assistant_ended: int | None = None

    @property
    def speaker(self) -> Speaker | None:
        """Who is talking."""
        return None if self._now is None else self._now.speaker

    def hear(self, said: Sequence[Fragment]) -> Iterator[Update]:
        """What comes of pieces of one time; that of who is talking counts first."""
        talking = self.speaker or "user"
        pieces = sorted(said, key=lambda piece: piece.speaker != talking)
        if not pieces:
            return
        start, speakers = pieces[0].start, {piece.speaker for piece in pieces}
        while (due := self.deadline()) is not None and due < start:
            yield from self.advance(due)
        if self._now is not None and self._now.speaker not in speakers:
            yield from self.advance(start, user_talks="user" in speakers)
        for piece in pieces:
            yield from self._hear(piece)

    def advance(self, time: float, *, user_talks: bool = False) -> Iterator[Update]:
        """What comes of the time alone."""
        now, options = self._now, self._options
        if now is not None and self._next is not None:
            apart = time >= now.end + options.min_turn_separation_ms
            if apart and not self._may_still_be_dropped(time):
                self._next = self._kept(time)
                if self._next is not None:
                    yield from self._take_turns()
                    return
        is_silent = now is not None and time >= now.end + options.assistant_silence_ms
        if is_silent and self.speaker == "assistant" and not user_talks:
            yield from self._end("inactivity")

    def deadline(self) -> float | None:
        """When time alone will change something."""
        now, later, options = self._now, self._next, self._options
        if now is None:
            return None
        if later is None:
            silent = now.end + options.assistant_silence_ms
            return silent if now.speaker == "assistant" else None
        apart = now.end + options.min_turn_separation_ms
        if self._is_aside() and later.may_be_dropped and not self._talked_on() and not self._answers():
            return max(apart, later.end + options.backchannel_isolation_ms)
        return apart

    def close(self, time: float, reason: TranscriptSegmentCloseReason) -> Iterator[Update]:
        """End everything."""
        kept = self._kept(time)
        yield from self._end(reason)
        self._next = None
        if kept is not None and kept.segment.text:
            yield from self._show(kept)
            yield from self._closed(kept, reason)
        if reason == "timestamp_reset":
            self._assistant_ended = None

    def _hear(self, said: Fragment) -> Iterator[Update]:
        now = self._now
        if now is None:
            yield from self._begin(self._turn(said))
        elif said.speaker == now.speaker:
            now.add(said, spaced=self._next is not None)
            yield from self._show(now)
        elif now.speaker == "assistant":
            self._wait(said)
            yield from self._take_turns()
        else:
            if self._talked_on():
                self._next = None
            yield from self._interrupt(now, said)

    def _interrupt(self, now: _Turn, said: Fragment) -> Iterator[Update]:
        """The assistant says something while the user talks, or after."""
        before = self._next
        begun = said.start if before is None else before.start
        phrase = None
        if said.end - begun < self._options.backchannel_max_duration_ms:
            phrase = _normal(("" if before is None else before.segment.text) + said.text)
        known = self._acknowledgments
        if said.start - now.end < self._options.min_turn_separation_ms:
            self._wait(said).may_be_dropped = bool(phrase) and any(
                one.startswith(phrase or "") for one in known
            )
            return
        if phrase in known:
            self._wait(said).may_be_dropped = before is not None
            return
        kept = self._kept(None, said)
        self._next = None
        yield from self._end("speaker_change")
        if kept is not None:
            kept.add(said)
        yield from self._begin(self._turn(said) if kept is None else kept)

    def _turn(self, said: Fragment) -> _Turn:
        turn = _Turn(f"{self._prefix}_{self._count}", said)
        self._count += 1
        return turn

    def _wait(self, said: Fragment) -> _Turn:
        if self._next is None:
            self._next = self._turn(said)
        else:
            self._next.add(said)
        return self._next

    def _take_turns(self) -> Iterator[Update]:
        later, self._next = self._next, None
        if later is not None:
            yield from self._end("speaker_change")
            yield from self._begin(later)

    def _begin(self, turn: _Turn) -> Iterator[Update]:
        self._now = turn
        yield from self._show(turn)

    def _end(self, reason: TranscriptSegmentCloseReason) -> Iterator[Update]:
        now, self._now = self._now, None
        if now is not None:
            yield from self._closed(now, reason)

    def _closed(self, turn: _Turn, reason: TranscriptSegmentCloseReason) -> Iterator[Update]:
        if turn.speaker == "assistant":
            self._assistant_ended = turn.end
        if turn.is_shown:
            yield TranscriptSegmentClosedEvent(turn.segment, reason)

    def _show(self, turn: _Turn) -> Iterator[Update]:
        if not turn.segment.text:
            return
        if not turn.is_shown:
            turn.is_shown = True
            turn.segment = replace(turn.segment, previous_id=self._last_id)
            self._last_id = turn.segment.id
        yield turn.segment

    def _is_aside(self) -> bool:
        """Whether what waits is short, and the assistant's while the user talks."""
        now, later = self._now, self._next
        return (
            now is not None
            and later is not None
            and (now.speaker, later.speaker) == ("user", "assistant")
            and later.end - later.start < self._options.backchannel_max_duration_ms
        )

    def _talked_on(self) -> bool:
        """Whether the user went on after what waits, as if it had not been said."""
        now, later = self._now, self._next
        if now is None or later is None or not self._is_aside():
            return False
        return later.may_be_dropped and now.end > later.end

    def _answers(self) -> bool:
        """Whether what waits belongs to what the assistant said before the user did."""
        now, later, ended = self._now, self._next, self._assistant_ended
        if now is None or later is None or ended is None:
            return False
        is_near = later.start - ended < self._options.backchannel_isolation_ms
        return is_near and later.start <= now.start

    def _may_still_be_dropped(self, time: float) -> bool:
        later = self._next
        return (
            later is not None
            and self._is_aside()
            and later.may_be_dropped
            and not self._talked_on()
            and not self._answers()
            and time < later.end + self._options.backchannel_isolation_ms
        )

    def _kept(self, time: float | None, said: Fragment | None = None) -> _Turn | None:
        """What waits, or nothing where it is passed over."""
        later = self._next
        if later is None or not self._is_aside():
            return later
        if self._talked_on():
            return None
        alone = later.end + self._options.backchannel_isolation_ms
        at = time if said is None else said.start
        if self._answers() or at is None or at < alone:
            return later
        return None if later.may_be_dropped else later


def _normal(text: str) -> str:
    """A phrase without case, hyphens, marks around it and double blanks."""
    plain = text.lower().replace("-", " ")
    return re.sub(r"\s+", " ", re.sub(rf"^[\s{re.escape(_MARKS)}]+|[\s{re.escape(_MARKS)}]+$", "", plain))


def _is_word(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LN"

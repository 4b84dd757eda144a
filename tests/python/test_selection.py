"""Which declarations of the resources are emitted."""

from __future__ import annotations

from operations.acme import package_of
from tsbind.cli.summary import _reason  # pyright: ignore[reportPrivateUsage]
from tsbind.model.index import ModelIndex

MORE = """
export class ThingsPage extends CursorPage<Thing> {}
type _ThingsPage = ThingsPage;
export class SocketError extends Error { error?: Thing }
export type SocketMessage = { type: 'ok'; ok: Thing } | { type: 'error'; error: SocketError };
export type ThingOrEvent = Thing | ThingEvent;
export interface Holder { thing: Thing; event: ThingOrEvent }
export declare namespace Things {
  export { _ThingsPage as ThingsPage };
  export type Renamed = _ThingsPage;
}
"""


def test_aliases_of_classes_are_no_data() -> None:
    package, _ = package_of("", MORE)
    names = {id_.partition("#")[2] for id_ in ModelIndex(package).roots}
    assert names == {"Thing", "ThingEvent", "ThingParams", "ThingOrEvent", "Holder"}
    index = ModelIndex(package)
    left = {d.name: _reason(d, index) for d in package.types if d.name not in names}
    aliases = [name for name, reason in left.items() if reason == "aliases of classes"]
    assert sorted(aliases) == ["SocketMessage", "Things.Renamed", "_ThingsPage"]

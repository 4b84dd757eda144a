"""What a package says of itself."""

from __future__ import annotations

import pytest

from tsbind.sources.identity import identity


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ({"type": "git", "url": "git+https://github.com/acme/sdk-node.git"}, "acme/sdk-node"),
        ({"url": "git+ssh://git@github.com/acme/sdk.js.git#main"}, "acme/sdk.js"),
        ("github:acme/sdk", "acme/sdk"),
        ("acme/sdk", "acme/sdk"),
        ("https://github.com/acme/sdk", "acme/sdk"),
        ({"url": "https://github.com/acme/mono", "directory": "packages/sdk"}, ""),
        ("https://example.org/acme/sdk", ""),
        ('https://github.com/acme/sdk"><script>', ""),
        ("https://github.com/acme/sdk/../../x", ""),
        ("acme/..", ""),
        ("javascript:alert(1)//github.com/a/b", ""),
        ({"url": 7}, ""),
        ([], ""),
        (None, ""),
    ],
)
def test_the_repository_is_where_upstream_files_are_read(stated: object, url: str) -> None:
    manifest = {"name": "sdk", "version": "1.2.0", "repository": stated}
    expected = f"https://github.com/{url}/blob/v1.2.0/" if url else ""
    assert identity(manifest, "sdk", "").repository == expected
    assert identity({**manifest, "version": ""}, "sdk", "").repository == ""

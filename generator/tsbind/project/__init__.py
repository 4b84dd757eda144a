"""Generated files on disk: configuration, writing, the lock, check, update, watch.

Takes what generation gives, ``dict[path, text]``, and the user's configuration; gives files on
disk, or a comparison with them. It calls generation, `tsbind.sources` and `tsbind.diff` only
through functions handed in or imported at the call; no other room but the command line knows it.

The write protocol is told in `tsbind.project.writing.write`, the rule for files the user added in
`tsbind.project.writing.write_plan`, the lock's place and content in `tsbind.project.lock`.
"""

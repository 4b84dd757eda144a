"""Generated files on disk: configuration, writing, the lock, check, update, watch.

Takes the generated files, ``dict[path, text]``, and the user's configuration; writes files to
disk, or compares with them. It calls generation, `tsbind.sources` and `tsbind.diff` only through
functions that it is given or imports when it calls them. Only the command line imports this room.

`tsbind.project.writing.write` describes the write protocol, `tsbind.project.writing.write_plan` the
rule for files the user added, `tsbind.project.lock` the lock's place and content.
"""

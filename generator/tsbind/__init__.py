"""tsbind: from a TypeScript SDK's declarations to a typed Python package.

The rooms are the pipeline, and each depends only on those before it: ``sources`` (files of a
release), ``syntax`` (declarations as written), ``resolve`` (the resolved model), ``operations``
(what methods send), ``python`` (every Python spelling), ``render`` (text), ``project`` (disk,
lock, updates). ``model`` is what they share; ``diff`` and ``docs`` read it; ``cli`` calls them all.
"""

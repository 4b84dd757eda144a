"""The intermediate model: plain dataclasses, lossless JSON in both directions, a JSON Schema.

It depends only on `tsbind.position` and `tsbind.problems`; every room above may use it.
"""

"""The intermediate model: plain dataclasses, JSON out and in without loss, a JSON Schema.

Depends on nothing but `tsbind.position` and `tsbind.problems`; every other room may use it.
"""

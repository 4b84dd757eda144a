"""How expressions in method bodies are followed to where their values come from.

Static: names, members, object literals and the arguments of the method; nothing is executed.
"""

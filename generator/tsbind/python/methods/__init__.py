"""One method of a client: its call forms, arguments, result and signatures.

Clients and helpers are planned with it: a helper is a method with parameters of its own.
"""

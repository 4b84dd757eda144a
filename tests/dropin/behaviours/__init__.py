"""What a client does beyond its endpoints: programs for either client, in tables.

A program takes the package of a client and a server, and gives plain data; an error is a result
too. `test_behaviours` runs each with the official client and with a generated one: both must give
the same, but where ``known.toml`` says why not.
"""

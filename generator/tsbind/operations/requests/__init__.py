"""The request a method sends: verb, path, body, query, headers and options."""

"""A small application that carries its own copy of a part of the API."""

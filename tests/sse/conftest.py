"""Makes the sample package `acme` importable."""

from client_runtime.installed import install

install()

"""A shop that talks to the API in ten small files: what `tsbind impact` is tried on."""

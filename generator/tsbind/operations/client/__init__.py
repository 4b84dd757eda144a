"""The root client: options, base URLs, credentials, default headers, errors and conventions."""

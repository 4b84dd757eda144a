"""The header by which libraries ask ``client.post`` for a raw response."""

RAW_RESPONSE_HEADER = "X-Stainless-Raw-Response"

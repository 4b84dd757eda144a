"""What every generated module rests on; the same for every upstream.

The types part (standard library only): `omit`, `encode`, `model`, `wire`, `union`, `references`,
`strict`, `hints`, `lazy`, `files`, `decode_error`. It never imports the client part.
"""

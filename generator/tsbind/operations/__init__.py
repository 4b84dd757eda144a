"""Operations: what each method of a resource class sends, read from its body.

Takes parsed files (`tsbind.syntax.nodes`) and a way to look names and types up (`Lookup`); gives
the operations, pages and the root client of the model. Depends on `syntax` values and `model`;
nothing here evaluates more than names, members and literals, and what it cannot evaluate becomes
a `Problem`.
"""

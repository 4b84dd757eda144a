"""Examples of calls and payloads: made from the model, or translated from upstream's."""

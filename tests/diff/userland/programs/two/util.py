from demo import Demo


def size(client: Demo) -> float:
    return client.things.retrieve("1").size  # expect: field_removed Thing.size

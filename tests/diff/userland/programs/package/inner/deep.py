from demo import Demo

from .. import names
from ..names import KEY

print(names.KEY, KEY, Demo().things.retrieve("1").size)  # expect: field_removed Thing.size

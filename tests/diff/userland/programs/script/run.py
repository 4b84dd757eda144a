from demo import Demo

from .helper import read

print(read(Demo()))

from demo import Demo
from util import size

print(size(Demo()) + 1)

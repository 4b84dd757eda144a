cd /tmp/w/core && PYTHONPATH=$1/generator exec /tmp/w/venv/bin/python bench.py 1

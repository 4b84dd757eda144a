"""Writing a folder all together or not at all: the plan of a write, staging, the swap, the lock."""

"""Write a folder completely or not at all: the plan of a write, staging, the swap, the lock."""

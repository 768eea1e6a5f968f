"""Measurements that print a table and fail where a promise is not kept: `python -m tests.bench.faults`."""

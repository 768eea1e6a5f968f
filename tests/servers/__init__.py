"""Servers that the tests run: a scripted one with every fault, and llama.cpp with a random model."""

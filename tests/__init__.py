"""Proof, without a network."""

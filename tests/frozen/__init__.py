"""Registers as earlier editions wrote them: every later migration must bring them along.

A folder for each edition. Nothing in it is ever changed once the edition is released: what reads it
is the program of today. `python -m tests.frozen.freeze FOLDER` writes one.
"""

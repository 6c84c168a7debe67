"""Crash injection: what was acknowledged must be there after ``kill -9`` and after writes torn in the middle.

::

    python -m bench.torture             500 kills, every torn write, damaged logs; prints a table, writes JSON
    python -m bench.torture --short     a sample of it, for the tests

Power cuts are modelled by torn writes and damaged logs; what a disk does with writes that were never synced is not.
"""

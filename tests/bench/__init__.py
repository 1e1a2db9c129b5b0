"""`make bench`: what the centre costs beside the plainest way of doing the same, in one run.

How to read a row: `ours` and `against` are the same thing measured twice, in turns (ours, the
other, ours, the other, …), so that a busy machine slows both; each is the median of the rounds.
`ratio` is always ours / against, whatever is better: for times, CPU and bytes the goal is "at
most", for rates "at least". Where `against` is a limit and not a measurement, the row says so.

A single ratio on a shared machine is worth about a tenth of itself; the rounds behind it, with
every figure, are in `var/bench.json`.
"""

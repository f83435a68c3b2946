"""Numbers, side by side: stored answers, Wagtail's own API and pages, and servers that do nothing.

    python -m tests.bench [--fresh] [--pages 3000] [--rounds 5] [--seconds 2]

All that is compared runs in one go on one machine, in turns, so that a busy moment hits all alike: read the
ratios, not the figures.
"""

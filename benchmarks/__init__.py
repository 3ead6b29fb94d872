"""Speed and quality, measured: `python -m benchmarks` (all, written to docs/performance.md)."""

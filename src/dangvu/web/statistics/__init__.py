"""The statistical forms: their numbers, what stands behind them, and an administrator's changes."""

"""The papers that committees need, made from a run."""

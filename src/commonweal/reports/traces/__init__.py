"""Where every figure of a deal comes from: formula, inputs, source."""

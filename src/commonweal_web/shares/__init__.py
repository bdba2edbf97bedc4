"""Fair shares: who pays what under every rule, and who would leave."""

"""Finding again what one may see."""

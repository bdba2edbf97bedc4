"""Interest in sharing: sealed, told to nobody, and to both at once where it is mutual."""

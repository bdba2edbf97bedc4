"""What is found in the apps below: one module for who, one for what is kept, one for figures."""

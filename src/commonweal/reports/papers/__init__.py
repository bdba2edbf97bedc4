"""The papers that partners' committees need, made from one deal."""

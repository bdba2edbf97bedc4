"""A paper as Word: styles and numbers that a lawyer can go on working with."""

from .writing import word_document

__all__ = ["word_document"]

"""What tests of the site share: it is started once, in a home that is thrown away.

A folder of site tests has a `conftest.py` of one line: `from tests.site.fixtures import *`.
Tests of the library alone never start Django.
"""

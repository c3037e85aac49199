"""Somebody who may lends a permission for one act."""

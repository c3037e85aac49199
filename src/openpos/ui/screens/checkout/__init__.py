"""The checkout: the growing receipt, the article keys, paying and change."""

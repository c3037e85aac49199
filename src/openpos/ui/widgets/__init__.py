"""The register's own controls. Each takes texts already in the person's language and knows nothing of the trade.

They paint themselves from `theme.current()`, have a name for screen readers, show where the focus is, and are never
smaller than a finger.
"""

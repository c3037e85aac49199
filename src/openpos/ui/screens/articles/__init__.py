"""The shop's articles: found, changed, made."""

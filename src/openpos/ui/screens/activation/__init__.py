"""The activation of Spiris, step by step."""

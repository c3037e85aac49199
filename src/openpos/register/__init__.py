"""The use cases of the register: what cashiers and managers do, safe to call again after a crash."""

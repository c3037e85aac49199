"""The screens: everything that knows Qt. Kept empty, so that importing one part does not import them all."""

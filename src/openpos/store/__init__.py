"""The register's file: SQLite through SQLAlchemy Core. No SQL and no row type leaves this package."""

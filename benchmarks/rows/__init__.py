"""The rows of the table, one file per theme; each measures some figures."""

"""Writers: JSON, tables, other libraries."""

"""Files to records and back: reading with positions, the record cache, atomic writing."""

"""Who does work on many records: processes of this machine, or those of a cluster."""

"""What pages say of a survey: references, labels, tables, charts, other surveys, related papers."""

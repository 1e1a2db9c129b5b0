"""The detail of a case, beside the queue or on a page of its own."""

"""The duty desk (值班室): what must be done now, the duty log, and the shifts that hand over."""

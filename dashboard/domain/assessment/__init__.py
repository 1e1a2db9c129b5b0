"""The assessment (综合考评): counts over past days, each case once, when it is decided."""

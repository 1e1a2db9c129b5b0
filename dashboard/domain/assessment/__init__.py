"""The assessment (综合考评): what is counted over a time behind, each case once at its fate."""

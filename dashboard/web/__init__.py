"""HTTP: routes, the pages made by the server alone, and what stands before every path."""

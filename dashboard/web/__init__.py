"""HTTP: routes, pages that the server makes alone, and the middleware before every path."""

"""Papers: what is printed or sent, one value for the page in a browser and for the PDF."""

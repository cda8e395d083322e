"""Questions and answers with the pages that they cite, written into one file to keep or to print."""

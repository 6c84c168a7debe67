"""The sample company: plain files, and the program that makes them from the written texts."""

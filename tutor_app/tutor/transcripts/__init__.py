"""Recordings and videos to files of words."""

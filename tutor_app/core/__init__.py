"""The subject itself: values and rules, in numpy and pure Python, without input or output."""

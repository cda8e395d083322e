"""The course material on screen: pages of a PDF, or text set from Markdown."""

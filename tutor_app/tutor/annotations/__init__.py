"""What a learner marked, written for others: Markdown, W3C Web Annotations, a copy of the PDF."""

"""Weights + committed graphs → ONNX models, without torch."""

from tutor_app.engine.assemble.assemble import assemble

__all__ = ["assemble"]

"""onnxruntime, and only here: which device, how a session starts, how a run stops."""

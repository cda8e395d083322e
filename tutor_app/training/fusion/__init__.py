"""Our own model: voice, screen and note become one question. Data, networks, training, measuring, export."""

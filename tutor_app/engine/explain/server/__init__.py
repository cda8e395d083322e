"""The explainer's language model on a server that speaks OpenAI's language."""

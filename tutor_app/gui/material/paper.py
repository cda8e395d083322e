"""The colours of the papers on which material is shown."""

SEPIA = (246, 233, 214)  # what white becomes: red, green, blue
NIGHT_PAPER, NIGHT_INK = 30, 226  # what white and black become, of 255

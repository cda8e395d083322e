"""Books that are long, and books that are heavy, written in a moment."""



WIDTH, HEIGHT = 595, 842  # A4, in points
LINES = 52
SCAN_PX = (3000, 4000)
WORDS = ("force", "motion", "energy", "mass", "work", "friction", "gravity", "speed", "heat", "wave", "light")

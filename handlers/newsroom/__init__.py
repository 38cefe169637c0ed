"""Press releases: written, approved by a second person, out when their embargo ends, corrected in sight of everyone."""

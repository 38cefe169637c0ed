"""The first decision about a text (Weiche): is somebody in danger now, and if not, what kind of message is it?"""

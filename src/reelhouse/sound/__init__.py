"""What is heard besides the voice: music beds and effects, and the one mix of everything."""

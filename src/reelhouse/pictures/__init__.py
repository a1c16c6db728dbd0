"""What is seen: backgrounds, cards, thumbnails, contact sheets."""

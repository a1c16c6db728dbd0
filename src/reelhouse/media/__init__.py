"""The only place that starts child programs and opens media files."""

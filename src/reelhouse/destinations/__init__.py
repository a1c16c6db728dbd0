"""Where finished episodes go. One file is one destination."""

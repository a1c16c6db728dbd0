"""Style files, fonts and text measurement, used alike by captions, pictures and layouts."""

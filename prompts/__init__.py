"""What is said: every word a person reads, in every language, editable without Python. Begin with README.md."""

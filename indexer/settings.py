"""carrel.toml and the environment, read into one frozen Settings.

Looked for in the working folder and the folders above it. A CARREL_ variable
(CARREL_TITLE, CARREL_INDEX …) goes before the file; a command's option goes before both.
"""

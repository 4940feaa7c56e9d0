"""The parts of the simulated TouchDesigner. `td.py` beside this folder is what the bridge imports."""

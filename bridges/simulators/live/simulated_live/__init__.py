"""The parts of the simulated Ableton Live. `Live.py`, `ableton` and `_Framework` beside this folder are what the
Remote Script imports. As a program (`python3 -m simulated_live`) it runs in real time; see `__main__.py`.
"""

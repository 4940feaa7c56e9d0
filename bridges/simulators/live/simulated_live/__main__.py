"""Live as a program: runs a Remote Script in real time, so that a runner can talk to it.

    PYTHONPATH=bridges/simulators/live python3 -m simulated_live <folder of the Remote Script>
        [--als set.als | --wav loop.wav] [--live 12.3.0] [--edition Suite] [--speed 1] [--in-project]

The script finds its address and key in the environment, as in the real application. Recordings go to a folder that
is removed at the end, or with `--in-project` beside the set as in the application. `--speed 4` lets four seconds of
Live pass in one; waits that a script measures by the clock of the computer do not become shorter. Prints `ready`
when the script is there, and then one JSON line for every line on stdin (see `control.py`). Ends on
`{"do": "quit"}` or when stdin closes.
"""
from .program import main

main()

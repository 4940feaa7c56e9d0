"""Blender's commands, one module per noun of its API. Runs on Blender 3.4 and later."""

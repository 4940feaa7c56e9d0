"""Every command of this bridge, for the headless Blender and for the add-on: importing a module registers its own."""
from . import anim, app, export, file, preflight, python, render, scene, simulation, window

MODULES = (anim, app, export, file, preflight, python, render, scene, simulation, window)

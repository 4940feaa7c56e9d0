"""Stands for TouchDesigner's module of the same name, so that the real bridge runs in tests without it."""
from simulated_td.errors import tdAttributeError, tdError
from simulated_td.pars import ParMode
from simulated_td.world import world

op = world.op
absTime = world.abs_time
app = world.app
project = world.project
ui = world.ui
run = world.run

__all__ = ["ParMode", "absTime", "app", "op", "project", "run", "tdAttributeError", "tdError", "ui"]

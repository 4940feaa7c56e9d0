"""Segue's bridge for TouchDesigner. Paste this line into the Textport (Alt+T), with the path of this file:

    exec(open(r'<this file>', encoding='utf-8').read())

It builds the component /segue_bridge. Save that as a .tox (right click, Save Component) to use it elsewhere.
"""
import json

import td

SETTINGS = json.loads(r"""@SETTINGS@""")
FILES = json.loads(r"""@FILES@""")
DATS = json.loads(r"""@DATS@""")


def install(name="segue_bridge"):
    """Builds the component anew. Returns it."""
    root = td.op("/")
    old = root.op(name)
    if old is not None:
        old.destroy()
    component = root.create("baseCOMP", name)
    component.nodeX, component.nodeY = -600, 0
    component.comment = "Connects this project to Segue"
    component.store("segue", SETTINGS)
    for index, dat in enumerate(("bundle", "main", "callbacks")):
        made = component.create("textDAT", dat)
        made.nodeY = -150 * index
        made.text = json.dumps(FILES) if dat == "bundle" else DATS[dat]
    socket = component.create("websocketDAT", "socket")
    docked = list(socket.docked)
    socket.par.callbacks = component.op("callbacks").path
    for one in docked:
        if one.path != component.op("callbacks").path:
            one.destroy()
    socket.par.maxlines = 1
    socket.nodeX = 200
    clock = component.create("executeDAT", "clock")
    clock.text = DATS["clock"]
    clock.nodeX, clock.nodeY = 200, -150
    for par in ("start", "create", "exit", "framestart", "frameend"):
        setattr(clock.par, par, True)
    component.op("main").module.start()
    print("Segue’s bridge is in %s." % component.path)
    return component


install()

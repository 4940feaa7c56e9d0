"""Execute DAT `clock`."""


def onStart():
    op("main").module.start()


def onCreate():
    op("main").module.start()


def onExit():
    op("main").module.host().close("TouchDesigner is closing.")


def onFrameStart(frame):
    op("main").module.host().frame()


def onFrameEnd(frame):
    op("main").module.host().frame_end(frame)

"""Text DAT `callbacks` of the WebSocket DAT."""


def onConnect(dat):
    op("main").module.host().connected()


def onDisconnect(dat):
    op("main").module.host().disconnected()


def onReceiveText(dat, rowIndex, message):
    op("main").module.host().received(message)


def onReceiveBinary(dat, contents):
    pass


def onReceivePing(dat, contents):
    dat.sendPong(contents)


def onReceivePong(dat, contents):
    pass


def onMonitorMessage(dat, message):
    pass

import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { drive } from '../bridges/contract/driver.ts'
import { contractBridge, inheriting } from '../bridges/contract/subject.ts'

/** Runs a program of the Python core whose application prints without end once the bridge has taken its streams. */
const noisy = `
import os, runpy, sys, threading
sys.path.insert(0, ${JSON.stringify(join(dirname(contractBridge), '..'))})
from segue_core import connection
take = connection.standard_streams
def noise():
    while True:
        print("noise", flush=True)
        os.write(1, b'{"t": "noise"}\\n')
def take_and_print():
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    taken = take()
    threading.Thread(target=noise, daemon=True).start()
    return taken
connection.standard_streams = take_and_print
runpy.run_path(${JSON.stringify(contractBridge)}, run_name="__main__")
`

test('R24 what an application prints is no frame, although its bridge talks over standard output', async () => {
  const python = process.platform === 'win32' ? 'python' : 'python3'
  const key = Buffer.alloc(32, 24)
  const subject = await inheriting('noisy', 'stdio:', 'beats', [python, '-c', noisy]).start(key)
  onTestFinished(subject.stop)
  const driver = await drive(await subject.accept(), { key })
  for (let count = 1; count <= 50; count++)
    expect(await driver.outcome(driver.request('test.count'))).toEqual({ count })
})

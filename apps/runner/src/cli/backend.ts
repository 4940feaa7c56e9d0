import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { RunReport, RunRequest } from '@segue/api'
import { createClient } from '@segue/client'
import type { ArtifactRef, RunChange } from '@segue/protocol'
import { loadConfig } from '../config/config.ts'
import type { Home } from '../config/home.ts'
import { openLog } from '../log/logger.ts'
import { openRunner } from '../runner.ts'
import { readSecret } from '../server/secrets.ts'
import { lockHome, readOwner } from '../store/homeLock.ts'

/** What a command needs of a runner, whether it is this process or one that is already there. */
export interface Backend {
  take(path: string, name: string): Promise<ArtifactRef>
  start(request: RunRequest): Promise<{ runId: string }>
  /** Calls back with the whole run and then its changes until `signal` aborts. */
  follow(runId: string, onChange: (change: RunChange) => void, signal: AbortSignal): Promise<void>
  cancel(runId: string): Promise<void>
  report(runId: string): Promise<RunReport>
  close(): Promise<void>
}

/** The live runner of a home when there is one; else this process becomes its owner until `close`. */
export async function openBackend(home: Home): Promise<Backend> {
  const port = readOwner(home)?.port
  const url = `http://127.0.0.1:${port}`
  const alive = port
    ? await fetch(`${url}/health`).then(
        (response) => response.ok,
        () => false,
      )
    : false
  return alive ? remote(home, url) : local(home)
}

async function local(home: Home): Promise<Backend> {
  const lock = lockHome(home)
  const config = loadConfig(home)
  lock.announce(null)
  const runner = await openRunner(home, config, openLog(home, config))
  const { runs } = runner.services
  return {
    take: (path, name) => runner.artifacts.putFile(path, { name, origin: path }),
    start: runs.start,
    async follow(runId, onChange, signal) {
      for await (const { change } of runs.changes({ runId }, signal)) onChange(change)
    },
    cancel: runs.cancel,
    report: runs.report,
    async close() {
      await runner.close()
      lock.release()
    },
  }
}

function remote(home: Home, url: string): Backend {
  const client = createClient({ url, token: readSecret(home.token).toString('hex') })
  return {
    take(path, name) {
      const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> // Node's own twin of the type
      return client.artifacts.upload(body, { name, origin: path })
    },
    start: client.runs.start,
    follow: (runId, onData, signal) => client.runs.changes(runId, { signal, onData }),
    cancel: client.runs.cancel,
    report: client.runs.report,
    close: client.close,
  }
}

import { createReadStream } from 'node:fs'
import { openArtifacts } from '../artifacts/artifactStore.ts'
import { openHome } from '../config/home.ts'
import { openDatabase } from '../store/database.ts'

/** Stores a file and dies after so many of its bytes: `node dyingWriter.ts HOME FILE BYTES`. */
const [root = '', file = '', bytes = ''] = process.argv.slice(2)
const home = openHome(root)
const artifacts = await openArtifacts(openDatabase(home.database), home.artifacts, home.incoming)

async function* untilDeath() {
  let left = Number(bytes)
  for await (const chunk of createReadStream(file, { highWaterMark: 4096 })) {
    if (left < chunk.length) {
      yield chunk.subarray(0, left)
      process.kill(process.pid, 'SIGKILL')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    }
    yield chunk
    left -= chunk.length
  }
}
await artifacts.putStream(untilDeath(), { name: 'half.bin' })

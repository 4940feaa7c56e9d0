import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import type { Prng } from '@segue/engine/sim/prng'

/** One way in which a store file suffers; `foreign` is another store, with its log. */
export type Damage = (file: string, random: Prng, foreign: string) => void

const flip = (file: string, at: number, random: Prng): void => {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.from([random.below(256)]), 0, 1, at)
  closeSync(handle)
}

/** What happens to files: bad disks, half-made copies, tools that tidy up. */
export const damages = {
  aByteFlips: (file, random) => flip(file, random.below(statSync(file).size), random),
  itsHeaderFlips: (file, random) => flip(file, random.below(100), random),
  manyBytesFlip(file, random) {
    for (let i = 0; i < 50; i++) flip(file, random.below(statSync(file).size), random)
  },
  itIsCutOff: (file, random) => truncateSync(file, random.below(statSync(file).size)),
  itIsEmpty: (file) => truncateSync(file, 0),
  itsLogIsGone: (file) => rmSync(`${file}-wal`, { force: true }),
  itsLogIsCutOff: (file, random) => truncateSync(`${file}-wal`, random.below(statSync(`${file}-wal`).size)),
  itsLogFlips: (file, random) => flip(`${file}-wal`, random.below(statSync(`${file}-wal`).size), random),
  itsLogIsForeign: (file, _, foreign) => copyFileSync(`${foreign}-wal`, `${file}-wal`),
} satisfies Record<string, Damage>

/** Copies a store as it lies there, with its log. */
export function copyStore(from: string, to: string): void {
  for (const end of ['', '-wal', '-shm']) {
    rmSync(`${to}${end}`, { force: true })
    if (end !== '-shm' && existsSync(from + end)) copyFileSync(from + end, to + end)
  }
}

import type { Stats } from 'node:fs'
import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

type Look = (path: string) => Promise<Pick<Stats, 'dev'>>

/** Where the disk or share that holds a folder is mounted; null on the disk of the system. */
export async function mountOf(folder: string, look: Look = stat): Promise<string | null> {
  const { dev } = await look(folder)
  let place = folder
  while (dirname(place) !== place) {
    const above = dirname(place)
    if ((await look(above)).dev !== dev) return place
    place = above
  }
  return null
}

/** Whether something is mounted here now: an empty folder is left behind when a share is gone. */
export async function isMounted(place: string, look: Look = stat): Promise<boolean> {
  try {
    return (await look(place)).dev !== (await look(dirname(place))).dev
  } catch {
    return false
  }
}

/** File systems whose changes by other machines nobody tells us: `statfs(2)` and the headers that it names. */
const remote = new Set([
  0x6969, // NFS
  0xff534d42, // CIFS
  0xfe534d42, // SMB2
  0x517b, // SMB
  0x65735546, // FUSE: sshfs, rclone, cloud drives
  0x01021997, // 9P: folders of a virtual machine, WSL
  0x00c36400, // Ceph
  0x5346414f, // AFS
])

/** Whether a folder lies on a network or in a cloud, where only looking again and again shows what changed. */
export async function isRemote(folder: string, system: NodeJS.Platform = process.platform): Promise<boolean> {
  if (system === 'win32') return folder.startsWith('\\\\')
  if (system === 'darwin') return folder.startsWith('/Volumes/')
  const { type } = await statfs(folder)
  return remote.has(type >>> 0)
}

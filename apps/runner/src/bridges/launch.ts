import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AppId } from '@segue/protocol'
import { type Child, startChild } from './children.ts'
import type { ChildRecords } from './records.ts'

export interface LaunchOptions {
  home: string
  records: ChildRecords
  /** The key as hex travels in the environment, which other users cannot read; arguments are public. */
  key: Uint8Array
  /** Which process of its application it is; each has a log of its own. */
  index: number
}

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const maxLogBytes = 20_000_000

/** What Blender may know of our environment: the system's own, display, GPU and colour management. */
const allowed =
  /^(PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_.*|LD_LIBRARY_PATH|OCIO|BLENDER_.*|CUDA_.*|NVIDIA_.*|HIP_.*|LIBGL_.*|MESA_.*|EGL_.*|OMP_NUM_THREADS|SYSTEMROOT|WINDIR|APPDATA|LOCALAPPDATA|USERPROFILE|PROGRAMDATA)$/i

function environment({ key }: LaunchOptions, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => allowed.test(name))
  return { ...Object.fromEntries(kept), SEGUE_BRIDGE_KEY: Buffer.from(key).toString('hex'), ...more }
}

function logPath({ home, index }: LaunchOptions, name: string): string {
  const path = join(home, 'logs', `${name}${index === 0 ? '' : `-${index + 1}`}.log`)
  mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 })
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes) rmSync(path)
  return path
}

/** Starts a headless Blender with factory settings and scripts off; its bridge dials in at `address`. */
export function launchBlender(path: string, address: string, options: LaunchOptions): Promise<Child> {
  const script = join(repository, 'bridges/blender/__main__.py')
  return startChild(
    {
      app: 'blender',
      command: path,
      args: [
        '--background',
        '--factory-startup',
        '--disable-autoexec',
        '-noaudio',
        '--python-exit-code',
        '7',
        '--python',
        script,
      ],
      env: environment(options, { SEGUE_BRIDGE: address }),
      logPath: logPath(options, 'blender'),
      piped: false,
    },
    options.records,
  )
}

/** Starts a built-in stand-in as a process of its own. */
export function launchStandIn(app: AppId, options: LaunchOptions): Promise<Child> {
  return startChild(
    {
      app,
      command: process.execPath,
      args: [fileURLToPath(import.meta.resolve('@segue/standins/serve')), app],
      env: environment(options, {}),
      logPath: logPath(options, `standin-${app}`),
      piped: true,
    },
    options.records,
  )
}

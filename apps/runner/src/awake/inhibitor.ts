import { type ChildProcess, spawn } from 'node:child_process'

/** What a command to keep a machine awake depends on. */
export interface InhibitorFacts {
  platform: NodeJS.Platform
  /** The process for which it does so. */
  pid: number
}

type Command = readonly [program: string, ...args: string[]]

/** ES_CONTINUOUS | ES_SYSTEM_REQUIRED, until the pipe from the runner ends. */
const windowsScript = `
$kernel = Add-Type -PassThru -Name Awake -Namespace Segue -MemberDefinition '[DllImport("kernel32.dll")] public static extern uint SetThreadExecutionState(uint flags);'
[void]$kernel::SetThreadExecutionState([uint32]"0x80000001")
[void][Console]::In.ReadToEnd()`

/** The command for a platform, null where Segue knows none. Each ends with its runner, however that ends. */
export function inhibitorCommand({ platform, pid }: InhibitorFacts): Command | null {
  // The lock lasts as long as the command that it is given, and that one as long as there is somebody to write to it.
  if (platform === 'linux')
    return [
      'systemd-inhibit',
      '--what=sleep:idle',
      '--who=Segue',
      '--why=A run is going',
      '--mode=block',
      'cat',
    ]
  if (platform === 'darwin') return ['caffeinate', '-i', '-s', '-w', String(pid)]
  if (platform !== 'win32') return null
  const encoded = Buffer.from(windowsScript, 'utf16le').toString('base64')
  return ['powershell.exe', '-NoProfile', '-NonInteractive', '-EncodedCommand', encoded]
}

/** Starts it. `onEnd` hears what it said when it could not do its work, and null when it was only ended. */
function begin([program, ...args]: Command, onEnd: (why: string | null) => void): ChildProcess {
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'], windowsHide: true })
  let said = ''
  child.stderr.on('data', (part) => {
    said = (said + String(part)).slice(0, 2000)
  })
  // Whoever has ended takes no more.
  child.stdin.on('error', () => {})
  child.on('error', () => onEnd(`there is no ${program}`))
  child.on('close', (code) => {
    if (code === 0 || code === null) onEnd(null)
    else onEnd(said.trim().split('\n')[0] || `${program} ended with ${code}`)
  })
  return child
}

const unknown = ({ platform }: InhibitorFacts) => `Segue knows no way to keep ${platform} awake`

/** Keeps this machine from falling asleep. */
export interface Inhibitor {
  hold(): void
  release(): void
}

/** Opens it; `onRefused` hears once, in words, why the machine may fall asleep all the same. */
export function createInhibitor(facts: InhibitorFacts, onRefused: (why: string) => void): Inhibitor {
  const command = inhibitorCommand(facts)
  let child: ChildProcess | null = null
  let told = false
  const refused = (why: string) => {
    if (!told) onRefused(why)
    told = true
  }
  return {
    hold() {
      if (child) return
      if (!command) return refused(unknown(facts))
      child = begin(command, (why) => {
        if (why !== null) refused(why)
      })
    },
    release() {
      child?.stdin?.end()
      child?.kill()
      child = null
    },
  }
}

/** Why this machine may fall asleep during a run, or null when it can be kept from that. Tries it for a moment. */
export function inhibitorTrouble(facts: InhibitorFacts): Promise<string | null> {
  const command = inhibitorCommand(facts)
  if (!command) return Promise.resolve(unknown(facts))
  return new Promise((resolve) => {
    const child = begin(command, resolve)
    child.stdin?.end()
    // caffeinate reads nothing: it waits for this process to end.
    if (facts.platform === 'darwin') child.on('spawn', () => child.kill())
  })
}

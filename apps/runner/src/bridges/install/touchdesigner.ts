import type { BridgeFile, Installer } from './installer.ts'
import { pathsOf } from './machine.ts'
import { coreFiles, filesIn, sourceText } from './sources.ts'

const name = 'segue-touchdesigner.py'

/** One script with the whole bridge in it: TouchDesigner has no folder that it loads components from by itself. */
export const touchDesignerInstaller: Installer = {
  app: 'td',
  title: 'TouchDesigner',
  inside: 'Segue',
  places(machine) {
    const { join } = pathsOf(machine)
    return [join(machine.user, 'Documents')]
  },
  files: ({ home, port }) => [{ path: [name], text: script({ home, port }) }],
  own: () => [],
  say: (folders) => [
    'In TouchDesigner open the Textport (Alt+T) and paste this line:',
    ...folders.map((folder) => `  exec(open(r'${joined(folder)}', encoding='utf-8').read())`),
    'A component segue_bridge appears in the root, and connects within a few seconds.',
    'For other projects: right-click it, Save Component .tox, and drag that file in. The key is not in it.',
  ],
}

const joined = (folder: string): string => `${folder}${folder.includes('\\') ? '\\' : '/'}${name}`

/** The installer of `bridges/touchdesigner/dat/install.py` with everything filled in, as its `build.py` does. */
function script(settings: { home: string; port: number }): string {
  const files = [...coreFiles('td', ['segue_core']), ...filesIn(['touchdesigner', 'segue_td'], ['segue_td'])]
  const text = ({ text: bytes }: BridgeFile) => Buffer.from(bytes).toString('utf8')
  const parts = {
    SETTINGS: settings,
    FILES: Object.fromEntries(files.map((file) => [file.path.join('/'), text(file)])),
    DATS: Object.fromEntries(
      ['main', 'callbacks', 'clock'].map((dat) => [dat, sourceText('touchdesigner', 'dat', `${dat}.py`)]),
    ),
  }
  // JSON never has three quotes in a row, so the raw literal in the script holds it as it is.
  return Object.entries(parts).reduce(
    (whole, [key, value]) => whole.replace(`@${key}@`, () => JSON.stringify(value)),
    sourceText('touchdesigner', 'dat', 'install.py'),
  )
}

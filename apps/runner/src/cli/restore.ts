import { openHome } from '../config/home.ts'
import { restore as restoreHome } from '../services/restore.ts'
import { common, readOptions } from './options.ts'
import { exitWith } from './print.ts'

/** `segue restore FOLDER [--force]`: a backup into an empty or damaged home; deletes nothing. */
export async function restore(args: string[]): Promise<number> {
  const options = { ...common, force: { type: 'boolean', default: false } } as const
  const { values, positionals } = readOptions(args, options, 1)
  return exitWith(values.json, async () => {
    const made = await restoreHome(openHome(values.home), positionals[0] ?? '', values)
    if (values.json) console.log(JSON.stringify(made))
    else {
      console.log(`✔ ${made.home} is as it was backed up, with ${made.files} files.`)
      if (made.setAside) console.log(`What was there before is in ${made.setAside}.`)
    }
    return 0
  })
}

import { openHome } from '../config/home.ts'
import { backUp } from '../services/backup.ts'
import { common, readOptions } from './options.ts'
import { exitWith } from './print.ts'

/** `segue backup FOLDER`: store, files and config of a home, also while Segue runs; exit 1 when files were lost. */
export async function backup(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return exitWith(values.json, async () => {
    const made = await backUp(openHome(values.home), positionals[0] ?? '')
    const { folder, files, bytes, lost } = made
    if (values.json) console.log(JSON.stringify(made))
    else {
      console.log(`✔ ${folder}: the store and ${files} files, ${(bytes / 1e6).toFixed(1)} MB.`)
      for (const id of lost)
        console.error(`⚠ The stored file ${id} is gone or damaged; it is not in the backup.`)
    }
    return lost.length > 0 ? 1 : 0
  })
}

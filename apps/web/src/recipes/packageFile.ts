import { toast } from 'sonner'
import { openedRecipe } from '../document/documentStore.ts'
import { runner } from '../server/client.ts'
import { uploadFile } from '../server/uploadFile.ts'
import { arrive } from './arrivalStore.ts'
import { saveNow } from './autosave.ts'
import { tellFailure } from './versions.ts'

/** Whether a file is a package, by its name; the runner looks at what is in it. */
export const isPackage = ({ name }: File): boolean => name.toLowerCase().endsWith('.segue')

/** Makes a recipe of one's own from a package and opens it. Nothing runs. Fails with why it is not taken. */
export async function importPackage(file: File, onProgress: (fraction: number) => void): Promise<void> {
  const stored = await uploadFile(file, onProgress)
  const arrived = await runner().packages.import({ file: stored })
  await arrive(arrived)
  toast.success(`${arrived.name} is here. Nothing of it has run.`)
}

/** Downloads a recipe with its small files and what it needs; says what stays behind. */
export async function exportPackage(id: string): Promise<void> {
  try {
    if (openedRecipe()?.id === id) await saveNow()
    const { file, left, warnings } = await runner().packages.export({ recipe: { id } })
    const link = document.createElement('a')
    link.href = await runner().artifacts.url(file, { download: true })
    link.download = file.name
    link.click()
    const notes = [
      ...left.map(({ name }) => `${name} is too large and stays here; Segue finds it again by its content.`),
      ...warnings.map(({ message }) => message),
    ]
    if (notes.length > 0) toast.warning(`${file.name} is not complete.`, { description: notes.join(' ') })
    else toast.success(`${file.name} holds everything the recipe needs.`)
  } catch (error) {
    tellFailure(error)
  }
}

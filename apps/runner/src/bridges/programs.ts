import { fail } from '@segue/protocol'
import { blendVersion } from './blendVersion.ts'
import { chooseBlender, isNewer } from './chooseBlender.ts'
import { type BlenderSetting, type FoundBlender, findBlender, findBlenders } from './findBlender.ts'

/** The Blenders of this machine. */
export interface Programs {
  /** The one that a person prefers, which serves whatever it can; null when there is none. */
  readonly usual: FoundBlender | null
  /** Why there is none. */
  readonly detail: string
  /** The one for a file: the usual one, unless a newer one wrote it. Fails with `blender.too_old`. */
  forFile(file: { path: string; name: string; allowOlder: boolean }): Promise<FoundBlender | null>
}

/** Looks for the usual one. The others are looked for when a file needs one of them. */
export async function openPrograms(setting: BlenderSetting): Promise<Programs> {
  const search = await findBlender(setting)
  const usual = search.found
  let all: readonly FoundBlender[] = []
  return {
    usual,
    detail: search.found === null ? search.detail : '',
    async forFile({ path, name, allowOlder }) {
      const version = usual && (await blendVersion(path))
      if (usual === null || version === null || !isNewer(version, usual.version)) return usual
      const known = chooseBlender(all, version)
      if (known !== null) return known
      // looked for anew: a person who is told that one is missing installs it
      all = await findBlenders(setting)
      const found = chooseBlender(all, version)
      if (found !== null) return found
      if (allowOlder) return chooseBlender(all, version, { allowOlder })
      throw tooOld({ name, version, here: all.map((one) => one.version) })
    },
  }
}

const tooOld = ({ name, version, here }: { name: string; version: string; here: string[] }) =>
  fail({
    code: 'blender.too_old',
    message: `“${name}” was saved with Blender ${version}; here ${here.length === 1 ? 'is' : 'are'} ${here.join(', ')}. An older Blender loses parts of a newer file.`,
    hint: `Install Blender ${version} or newer; where Segue does not find it, name its path under applications.blender in the settings. The step goes on by itself.`,
    kind: 'environment',
  })

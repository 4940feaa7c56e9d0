import { StudioProject } from '@segue/protocol'
import type { Database } from '../store/database.ts'
import { openKept } from './kept.ts'

/** What people say of the project, kept in the home. */
export interface ProjectStore {
  /** Fails with `studio.damaged`. */
  get(): StudioProject
  /** Keeps what is given and leaves the rest. Fails with `studio.damaged`, and then keeps nothing. */
  change(change: Partial<StudioProject>): StudioProject
}

const unnamed: StudioProject = { name: '', clock: null, notes: {}, syncs: [] }

/** Opens the project of a store; one that was never named is there all the same. */
export function openProject(db: Database): ProjectStore {
  const kept = openKept(db, 'studio.project', StudioProject)
  const get = () => kept.read() ?? unnamed
  return {
    get,
    change: (change) =>
      db.tx(() => {
        const project = StudioProject.parse({ ...get(), ...change })
        kept.write(project)
        return project
      }),
  }
}

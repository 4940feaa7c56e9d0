import { useQuery } from '@tanstack/react-query'
import { useDocument } from '../document/documentStore.ts'
import { useNow } from '../runs/time.ts'
import { historyQuery } from '../server/queries.ts'
import { useCompare } from './compareStore.ts'
import { VersionRow } from './VersionRow.tsx'

/** Every save of the open recipe that is kept, the newest first. */
export function VersionsPanel() {
  const id = useDocument(({ recipe }) => recipe?.id ?? '')
  const current = useDocument(({ recipe }) => recipe?.revision)
  const compared = useCompare((state) => state.compared)
  const now = useNow(30_000, true)
  const { data: saves, isError } = useQuery({ ...historyQuery(id), enabled: id !== '' })
  return (
    <div className="flex h-full flex-col">
      <h2 className="flex h-10 shrink-0 items-center px-4 font-medium">Versions</h2>
      {isError && <p className="px-4 py-2 text-muted">The versions cannot be read now.</p>}
      {saves?.length === 0 && (
        <p className="px-4 py-2 text-muted text-node">
          Every save is kept here. This recipe has not been edited yet.
        </p>
      )}
      <ol className="min-h-0 flex-1 space-y-0.5 overflow-auto px-2 pb-3">
        {saves?.map((save, index) => (
          <VersionRow
            key={save.startedAt}
            save={save}
            before={saves[index + 1]?.revision ?? null}
            isCurrent={save.revision === current}
            isCompared={save.revision === compared?.before.revision}
            now={now}
          />
        ))}
      </ol>
    </div>
  )
}

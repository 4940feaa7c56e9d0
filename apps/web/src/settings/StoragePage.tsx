import type { RetentionRules, StorageReport } from '@segue/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { attempt } from '../notify/orders.ts'
import { runner } from '../server/client.ts'
import { Button } from '../ui/Button.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { SwitchField } from '../ui/SwitchField.tsx'
import { Line } from './Line.tsx'
import { sized } from './sized.ts'
import { UsageBar } from './UsageBar.tsx'

const gigabyte = 1_000_000_000

/** What takes the room, how long it stays, and what would go. */
export function StoragePage() {
  const client = useQueryClient()
  const [edited, setEdited] = useState<RetentionRules | null>(null)
  const { data: report } = useQuery({
    queryKey: ['storage', edited],
    queryFn: () => runner().storage.report(edited ?? undefined),
    placeholderData: (before: StorageReport | undefined) => before,
    staleTime: 0,
  })
  if (report === undefined) return <p className="text-muted text-node">Counting what is stored…</p>
  const rules = edited ?? report.rules
  const set = (change: Partial<RetentionRules>) => setEdited({ ...rules, ...change })
  const save = () => attempt(() => runner().storage.setRules(rules))
  const free = async () => {
    await attempt(async () => {
      if (edited !== null) await runner().storage.setRules(edited)
      const { runs, bytes } = await runner().storage.freeNow()
      toast.success(`${runs} runs went; ${sized(bytes)} are free again.`)
    })
    setEdited(null)
    await client.invalidateQueries({ queryKey: ['storage'] })
  }
  return (
    <div className="grid grid-cols-1 gap-5">
      <UsageBar report={report} />
      <section
        aria-label="How long things stay"
        className="grid grid-cols-1 gap-3 rounded-node border border-line bg-panel p-3.5"
      >
        <h3 className="font-medium">How long things stay</h3>
        <Line label="Runs stay" help="Favourites, runs that you keep, and what recipes need always stay.">
          <NumberField
            label="Runs stay"
            unit="days"
            value={rules.days}
            range={{ min: 1, max: 3650, step: 1, integer: true }}
            onEdit={(days) => set({ days })}
          />
        </Line>
        <Line label="Newest runs only">
          <div className="flex h-6.5 items-center gap-3">
            <SwitchField
              label="Newest runs only"
              value={rules.runsPerRecipe !== null}
              onPick={(on) => set({ runsPerRecipe: on ? 50 : null })}
            />
            {rules.runsPerRecipe !== null && (
              <NumberField
                label="Runs of each recipe"
                unit="of each recipe"
                value={rules.runsPerRecipe}
                range={{ min: 1, max: 100_000, step: 1, integer: true }}
                onEdit={(runsPerRecipe) => set({ runsPerRecipe })}
              />
            )}
          </div>
        </Line>
        <Line label="Most room" help="What can be made again quickly goes first.">
          <NumberField
            label="Most room"
            unit="GB"
            value={rules.maxBytes / gigabyte}
            range={{ min: 1, max: 100_000, step: 1, integer: true }}
            onEdit={(size) => set({ maxBytes: Math.round(size) * gigabyte })}
          />
        </Line>
        <div className="flex flex-wrap items-center gap-2 border-line border-t pt-3">
          <p className="min-w-0 flex-1 text-muted text-node">
            {report.goes.runs === 0 && report.goes.bytes === 0
              ? 'Nothing is past its time.'
              : `${report.goes.runs} runs are past their time, about ${sized(report.goes.bytes)}.`}
          </p>
          <Button
            disabled={edited === null}
            onClick={() => void save().then((done) => done && setEdited(null))}
          >
            Save
          </Button>
          <Button
            look="danger"
            disabled={report.goes.runs === 0 && report.goes.bytes === 0}
            onClick={() => void free()}
          >
            {report.goes.bytes === 0 ? 'Free now' : `Free ${sized(report.goes.bytes)} now`}
          </Button>
        </div>
      </section>
      {report.recipes.length > 0 && <Recipes recipes={report.recipes} />}
    </div>
  )
}

function Recipes({ recipes }: Pick<StorageReport, 'recipes'>) {
  const largest = Math.max(1, ...recipes.map(({ bytes }) => bytes))
  return (
    <section aria-label="By recipe">
      <h3 className="pb-2 font-medium">By recipe</h3>
      <ul className="grid gap-1.5 text-node">
        {recipes.map(({ recipeId, name, runs, bytes }) => (
          <li key={recipeId} className="grid grid-cols-[minmax(0,1fr)_5rem_4.5rem] items-center gap-3">
            <span className="relative min-w-0 overflow-hidden rounded-field bg-well px-2 py-1">
              <span
                className="absolute inset-y-0 left-0 bg-running/15"
                style={{ width: `${(100 * bytes) / largest}%` }}
              />
              <span className="relative block truncate">{name}</span>
            </span>
            <span className="text-right text-muted">{runs === 1 ? '1 run' : `${runs} runs`}</span>
            <span className="tnum text-right font-mono">{sized(bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

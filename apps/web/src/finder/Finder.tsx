'use client'

import { elementOf, portTypes } from '@segue/protocol'
import { useMemo, useState } from 'react'
import { wiredNow } from '../canvas/wiringActions.ts'
import { useCatalogue } from '../document/catalogue.ts'
import { edit, openedGraph } from '../document/documentStore.ts'
import { judgeWire, wireChanges } from '../document/wiring.ts'
import { useRecipes } from '../server/queries.ts'
import { PickList } from '../ui/PickList.tsx'
import { ConnectRow, connectTargets } from './connectTargets.tsx'
import { FinderRow } from './FinderRow.tsx'
import { closeFinder, type FinderRequest, useFinder } from './finderStore.ts'
import { placeRecipe, recipeTypes } from './placeRecipe.ts'
import { placeType } from './placeType.ts'
import { type LooseEnd, rankTypes } from './ranking.ts'

const size = { width: 380, height: 392 }

/** Where new nodes come from: opens where the person points, offers what fits, places what is picked. */
export function Finder() {
  const request = useFinder()
  if (!request) return null
  const left = Math.max(8, Math.min(request.client.x - 20, window.innerWidth - size.width - 8))
  const top = Math.max(8, Math.min(request.client.y - 20, window.innerHeight - size.height - 8))
  return (
    <div className="fixed inset-0 z-40" onPointerDown={closeFinder}>
      <div
        role="dialog"
        aria-label="Find a node"
        className="absolute flex flex-col overflow-hidden rounded-[10px] border border-line bg-header shadow-pop"
        style={{ left, top, width: size.width, maxHeight: size.height }}
        onPointerDown={(event) => event.stopPropagation()}
      >
        {request.purpose.kind === 'connect' ? (
          <PickTarget request={request} />
        ) : (
          <PickType request={request} />
        )}
      </div>
    </div>
  )
}

const looseEnd = ({ purpose }: FinderRequest): LooseEnd | null => {
  if (purpose.kind === 'wire') return { side: purpose.side, type: purpose.type }
  return purpose.kind === 'insert' ? { side: 'output', type: purpose.type } : null
}

function PickType({ request }: { request: FinderRequest }) {
  const catalogue = useCatalogue()
  const [query, setQuery] = useState('')
  const used = useMemo(
    () => new Set(Object.values(openedGraph()?.graph.nodes ?? {}).map(({ type }) => type)),
    [],
  )
  const end = looseEnd(request)
  const heads = useRecipes().data ?? []
  const asNode = catalogue.get('flow.recipe')
  const recipes = end === null ? recipeTypes(heads, asNode, openedGraph()?.recipe.id) : []
  const types = rankTypes({ types: [...catalogue.values(), ...recipes], query, looseEnd: end, used })
  const carried = end && portTypes[elementOf(end.type)].label.toLowerCase()
  const pick = (id: string) => {
    const type = catalogue.get(id)
    const head = heads.find((candidate) => candidate.id === id)
    closeFinder()
    if (type) placeType(type, request)
    else if (head && asNode) void placeRecipe(head, asNode, request)
  }
  return (
    <PickList
      label="Find a node"
      placeholder={carried ? `What ${end.side === 'output' ? 'takes' : 'makes'} ${carried}?` : 'Find a node…'}
      query={query}
      onQuery={setQuery}
      picks={types.map((type) => ({
        key: type.id,
        content: <FinderRow type={type} used={used.has(type.id)} />,
      }))}
      onPick={pick}
      onCancel={closeFinder}
      empty={carried ? `No node for ${carried} goes by that name.` : 'No node goes by that name.'}
    />
  )
}

function PickTarget({ request }: { request: FinderRequest }) {
  const [query, setQuery] = useState('')
  const { purpose } = request
  const wired = wiredNow()
  if (purpose.kind !== 'connect' || !wired) return null
  const targets = connectTargets(wired, purpose.from, query)
  const pick = (key: string) => {
    const target = targets.find((candidate) => candidate.key === key)
    closeFinder()
    if (!target) return
    const verdict = judgeWire(wired, purpose.from, target.end)
    if (verdict.ok) edit('Connect', wireChanges(purpose.from, target.end, verdict))
  }
  return (
    <PickList
      label="Connect to"
      placeholder="Connect to…"
      query={query}
      onQuery={setQuery}
      picks={targets.map((target) => ({ key: target.key, content: <ConnectRow target={target} /> }))}
      onPick={pick}
      onCancel={closeFinder}
      empty="Nothing in this recipe takes that."
    />
  )
}

import type { StudioRelation } from '@segue/protocol'
import { useState } from 'react'
import { wires } from './appLook.ts'
import { Panel } from './Panel.tsx'
import { RelationArcs } from './RelationArcs.tsx'
import { RelationList } from './RelationList.tsx'
import { type GraphArc, relationGraph } from './relationGraph.ts'
import { useStudio } from './studioStore.ts'

const none: readonly StudioRelation[] = []

/** What joins the applications: a drawing to see it at once, and the list of what went over. */
export function Relations() {
  const relations = useStudio(({ context }) => context?.relations ?? none)
  const apps = useStudio(({ context }) => context?.apps)
  const [chosen, setChosen] = useState<string | null>(null)
  const present = (apps ?? []).filter(({ state, app }) => state !== 'absent' && !wires.has(app))
  const graph = relationGraph(
    relations,
    present.map(({ app }) => app),
  )
  const arc = graph.arcs.find((one) => keyOf(one) === chosen)
  const toggle = (one: GraphArc) => setChosen(keyOf(one) === chosen ? null : keyOf(one))
  return (
    <Panel title="What joins them">
      <RelationArcs graph={graph} chosen={arc ?? null} onChoose={toggle} />
      {relations.length === 0 ? (
        <p className="text-muted text-node">
          Nothing has gone from one application to another yet. When a run takes a sound from Live into
          Blender, it stands here.
        </p>
      ) : (
        <RelationList relations={arc?.relations ?? relations} />
      )}
    </Panel>
  )
}

const keyOf = ({ from, to, kind }: Pick<GraphArc, 'from' | 'to' | 'kind'>) => `${from} ${to} ${kind}`

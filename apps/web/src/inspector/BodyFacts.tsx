import type { GraphNode } from '@segue/protocol'
import { openBody, unwrapNode } from '../canvas/bodyActions.ts'
import { Button } from '../ui/Button.tsx'
import { Section } from './Section.tsx'

/** What a node runs for each item, and the way in. */
export function BodyFacts({ nodeId, node }: { nodeId: string; node: GraphNode }) {
  const count = Object.keys(node.body?.graph.nodes ?? {}).length
  return (
    <Section title="Inside">
      <p className="pb-2 text-muted text-node">
        {count === 0 ? 'Nothing yet.' : `${count} ${count === 1 ? 'node' : 'nodes'}, run once for each item.`}
      </p>
      <div className="flex gap-1.5">
        <Button onClick={() => openBody(nodeId)}>Open</Button>
        <Button look="quiet" onClick={() => unwrapNode(nodeId)} disabled={count === 0}>
          Unwrap
        </Button>
      </div>
    </Section>
  )
}

/** What a node shows of its newest output. Fills its box. */
export function NodePreview({ nodeId }: { nodeId: string }) {
  return <div data-node={nodeId} className="size-full bg-well" />
}

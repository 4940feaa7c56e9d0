import { create } from 'zustand'

/** Nodes whose film plays right now. The canvas keeps them mounted while they are out of view. */
export const usePlaying = create<{ nodeIds: ReadonlySet<string> }>(() => ({ nodeIds: new Set() }))

/** Notes that a node's film starts or stops playing. */
export function setPlaying(nodeId: string, playing: boolean): void {
  const nodeIds = new Set(usePlaying.getState().nodeIds)
  if (playing) nodeIds.add(nodeId)
  else nodeIds.delete(nodeId)
  usePlaying.setState({ nodeIds })
}

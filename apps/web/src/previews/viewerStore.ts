import { create } from 'zustand'

/** The node whose output is shown large; `null` when the viewer is closed. */
export const useViewer = create<{ nodeId: string | null }>(() => ({ nodeId: null }))

/** Shows a node's output large. */
export const openViewer = (nodeId: string): void => useViewer.setState({ nodeId })

export const closeViewer = (): void => useViewer.setState({ nodeId: null })

import type { Gesture } from './commands.ts'

/** What is done with the pointer, for the cheat sheet. */
export const gestures: readonly Gesture[] = [
  { group: 'View', title: 'Pan', how: 'Space, middle or right button + drag' },
  { group: 'View', title: 'Zoom', how: 'Wheel or pinch' },
  { group: 'Nodes', title: 'Find a node', how: 'Double-click the canvas' },
  { group: 'Nodes', title: 'Select several', how: 'Drag over the canvas' },
  { group: 'Nodes', title: 'Duplicate', how: 'Alt + drag a node' },
  { group: 'Wires', title: 'Connect', how: 'Drag or click from port to port' },
  { group: 'Wires', title: 'Next node', how: 'Drag a wire to empty canvas' },
  { group: 'Wires', title: 'Move a wire', how: 'Drag from a filled input' },
  { group: 'Wires', title: 'Disconnect', how: 'Alt + click a port' },
  { group: 'Wires', title: 'Insert a node', how: 'Drop it on a wire, or double-click the wire' },
]

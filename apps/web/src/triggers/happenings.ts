import type { AppHappening, AppId } from '@segue/protocol'

/** What an application tells by itself, in the words in which it is offered. */
export const happenings: readonly { app: AppId; happening: AppHappening; label: string }[] = [
  { app: 'live', happening: 'set.saved', label: 'Live: a set is saved' },
  { app: 'live', happening: 'locator.passed', label: 'Live: a locator passes' },
  { app: 'live', happening: 'transport.started', label: 'Live: it starts to play' },
  { app: 'live', happening: 'transport.stopped', label: 'Live: it stops' },
  { app: 'blender', happening: 'file.saved', label: 'Blender: a file is saved' },
  { app: 'blender', happening: 'render.finished', label: 'Blender: a render is finished' },
  { app: 'td', happening: 'custom', label: 'TouchDesigner: an event of your own' },
]

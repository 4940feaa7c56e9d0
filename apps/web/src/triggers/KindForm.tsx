import type { TriggerDraft } from '@segue/protocol'
import { AppForm } from './AppForm.tsx'
import { FilesForm } from './FilesForm.tsx'
import { MidiForm } from './MidiForm.tsx'
import { OscForm } from './OscForm.tsx'
import { RecipeEndForm } from './RecipeEndForm.tsx'
import { ScheduleForm } from './ScheduleForm.tsx'
import { WebhookForm } from './WebhookForm.tsx'

/** What a trigger of each kind waits for. */
export function KindForm({ settings }: Pick<TriggerDraft, 'settings'>) {
  switch (settings.kind) {
    case 'schedule':
      return <ScheduleForm settings={settings} />
    case 'webhook':
      return <WebhookForm settings={settings} />
    case 'files':
      return <FilesForm settings={settings} />
    case 'osc':
      return <OscForm settings={settings} />
    case 'midi':
      return <MidiForm settings={settings} />
    case 'app':
      return <AppForm settings={settings} />
    case 'recipe':
      return <RecipeEndForm settings={settings} />
  }
}

import { type AppHappening, AppId, appHappenings, apps } from '@segue/protocol'

const words: Readonly<Record<AppHappening, string>> = {
  'set.saved': 'a set is saved',
  'locator.passed': 'a locator passes',
  'transport.started': 'it starts to play',
  'transport.stopped': 'it stops',
  'file.saved': 'a file is saved',
  'render.finished': 'a render is finished',
  custom: 'an event of your own',
}

/** What applications tell by themselves, in the words in which it is offered. */
export const happenings: readonly { app: AppId; happening: AppHappening; label: string }[] =
  AppId.options.flatMap((app) =>
    (appHappenings[app] ?? []).map((happening) => ({
      app,
      happening,
      label: `${apps[app].title}: ${words[happening]}`,
    })),
  )

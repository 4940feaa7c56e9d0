import { join } from 'node:path'
import { type ServiceFacts, serviceArgs } from './facts.ts'
import type { Manager, Order } from './manager.ts'

/** A word of a unit file: quoted, with nothing left that systemd would replace (systemd.service, “Command lines”). */
export const unitWord = (text: string): string =>
  `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('%', '%%')
    .replaceAll('$', '$$$$')}"`

/** The same for `Environment=`, where `$` means nothing. */
const settingWord = (text: string): string => unitWord(text).replaceAll('$$', '$')

const ctl = (...args: string[]): Order => ({ argv: ['systemctl', '--user', ...args] })

/** A unit of the person's own systemd. */
export function systemd(facts: ServiceFacts): Manager {
  const { tag, configHome, env, user } = facts
  const name = `segue${tag && `-${tag}`}.service`
  const text = `[Unit]
Description=Segue
StartLimitIntervalSec=0

[Service]
ExecStart=${serviceArgs(facts).map(unitWord).join(' ')}
${Object.entries(env)
  .map(([key, value]) => `Environment=${settingWord(`${key}=${value}`)}\n`)
  .join('')}Restart=on-failure
RestartSec=15
TimeoutStopSec=60

[Install]
WantedBy=default.target
`
  return {
    name,
    file: { path: join(configHome, 'systemd', 'user', name), text, encoding: 'utf8', kept: true },
    probe: ctl('show', '--property=Version'),
    install: [ctl('daemon-reload'), ctl('enable', name), ctl('restart', name)],
    remove: {
      before: [{ ...ctl('disable', '--now', name), optional: true }],
      after: [ctl('daemon-reload'), { ...ctl('reset-failed', name), optional: true }],
    },
    status: ctl('show', name, '--property=UnitFileState,ActiveState'),
    isInstalled: ({ text }) => /^UnitFileState=enabled$/m.test(text),
    isRunning: ({ text }) => /^ActiveState=(active|activating|reloading)$/m.test(text),
    lingers: {
      order: { argv: ['loginctl', 'show-user', user, '--property=Linger'] },
      isOn: ({ text }) => /^Linger=yes$/m.test(text),
      hint: `It starts when you log in. \`loginctl enable-linger ${user}\` lets it run while nobody is logged in, also after a restart.`,
    },
    without:
      'Let whatever starts programs on this system run `segue start --no-open`, such as cron with “@reboot”.',
  }
}

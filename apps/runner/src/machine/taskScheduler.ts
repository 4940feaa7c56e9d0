import { win32 } from 'node:path'
import { type ServiceFacts, serviceArgs } from './facts.ts'
import type { Manager } from './manager.ts'
import { xmlText } from './xmlText.ts'

/**
 * A word of a Windows command line, as `CommandLineToArgvW` takes it apart: backslashes count only before a quote.
 */
export const commandWord = (text: string): string =>
  `"${text.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`

/** A task that runs when the person logs in. `conhost --headless` gives it no window that somebody could close. */
export function taskScheduler(facts: ServiceFacts): Manager {
  const { tag, user, home } = facts
  const name = `Segue${tag && ` ${tag}`}`
  const text = `\u{feff}<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>${xmlText(`Segue, with its data in ${home}`)}</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <UserId>${xmlText(user)}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${xmlText(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>conhost.exe</Command>
      <Arguments>${xmlText(['--headless', ...serviceArgs(facts).map(commandWord)].join(' '))}</Arguments>
    </Exec>
  </Actions>
</Task>
`
  const path = win32.join(home, 'run', 'service.xml')
  return {
    name,
    file: { path, text, encoding: 'utf16le', kept: false },
    probe: null,
    install: [
      { argv: ['schtasks.exe', '/Create', '/TN', name, '/XML', path, '/F'] },
      { argv: ['schtasks.exe', '/Run', '/TN', name] },
    ],
    remove: {
      before: [{ argv: ['schtasks.exe', '/End', '/TN', name], optional: true }],
      after: [{ argv: ['schtasks.exe', '/Delete', '/TN', name, '/F'], optional: true }],
    },
    status: { argv: ['schtasks.exe', '/Query', '/TN', name, '/XML'] },
    isInstalled: ({ code }) => code === 0,
    // `schtasks` names the state in the language of the system only.
    isRunning: () => null,
    lingers: null,
    without:
      'Let Windows start `segue start --no-open` when you log in, such as by a shortcut in the folder shell:startup.',
  }
}

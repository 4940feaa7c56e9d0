import { join } from 'node:path'
import { type ServiceFacts, serviceArgs } from './facts.ts'
import type { Manager, Order } from './manager.ts'
import { xmlText } from './xmlText.ts'

const strings = (words: readonly string[]) =>
  words.map((word) => `    <string>${xmlText(word)}</string>\n`).join('')

/** An agent of the person's own launchd. */
export function launchd(facts: ServiceFacts): Manager {
  const { tag, userHome, env, uid, home } = facts
  const name = `app.segue.runner${tag && `.${tag}`}`
  const path = join(userHome, 'Library', 'LaunchAgents', `${name}.plist`)
  const [domain, target] = [`gui/${uid}`, `gui/${uid}/${name}`]
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${xmlText(name)}</string>
  <key>ProgramArguments</key>
  <array>
${strings(serviceArgs(facts))}  </array>
  <key>EnvironmentVariables</key>
  <dict>
${Object.entries(env)
  .map(([key, value]) => `    <key>${xmlText(key)}</key>\n    <string>${xmlText(value)}</string>\n`)
  .join('')}  </dict>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>15</integer>
  <key>ExitTimeOut</key>
  <integer>60</integer>
  <key>ProcessType</key>
  <string>Interactive</string>
  <key>StandardErrorPath</key>
  <string>${xmlText(join(home, 'logs', 'service.log'))}</string>
</dict>
</plist>
`
  const leave: Order = { argv: ['launchctl', 'bootout', target], optional: true }
  return {
    name,
    file: { path, text, encoding: 'utf8', kept: true },
    probe: { argv: ['launchctl', 'print', domain] },
    install: [leave, { argv: ['launchctl', 'bootstrap', domain, path] }],
    remove: { before: [leave], after: [] },
    status: { argv: ['launchctl', 'print', target] },
    isInstalled: ({ code }) => code === 0,
    isRunning: ({ code, text }) => code === 0 && /^\s*state = running$/m.test(text),
    lingers: null,
    without:
      'Log in at this Mac and run it again in Terminal there: over SSH alone launchd starts nothing for you.',
  }
}

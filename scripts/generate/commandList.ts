import { AppId, apps, type CommandSpec, commands } from '@segue/protocol'

const head = `# Every command of every application

Each is a node of the same name, a method of the client (\`client.live.setTempo({ bpm: 128 })\`) and, where
\`segue doctor APP\` shows it, something that the connected application can do now. *reads* changes nothing, *changes*
can be undone in the application, *deletes* wants \`confirm\`. Written by \`npm run generate\`.
`

const does: Record<CommandSpec['effects'], string> = {
  read: 'reads',
  write: 'changes',
  destructive: 'deletes',
}

/** The commands as a page for people, by application. */
export function commandList(): string {
  const parts = AppId.options.map((app) => {
    const rows = Object.entries<CommandSpec>(commands[app]).map(([method, spec]) => {
      const facts = [does[spec.effects], ...(spec.realtime ? ['takes as long as the music'] : [])]
      return `| \`${method}\` | \`${spec.command}\` | ${plain(spec.title)} | ${plain(spec.description)} | ${facts.join(', ')} |`
    })
    return `\n## ${apps[app].title}\n\n| method | command | node | what it does | |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
  })
  return head + parts.join('')
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|')

import { readFileSync } from 'node:fs'
import { connectionDiagram } from '../../apps/runner/src/bridges/connectionDiagram.ts'

/** The page about bridges with the picture of a connection as the machine is now. */
export const bridgesPage = (path: string): string =>
  readFileSync(path, 'utf8').replace(
    /(<!-- connection -->\n)[\s\S]*(<!-- \/connection -->)/,
    (_, begin: string, end: string) => `${begin}\`\`\`mermaid\n${connectionDiagram()}\`\`\`\n${end}`,
  )

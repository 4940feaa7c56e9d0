import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface SourceFile {
  path: string
  text: string
  lines: number
}

/** Every source file that git knows or would take, generated ones left out. */
export function sourceFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
  })
  return listed
    .split('\0')
    .filter((path) => /\.(ts|tsx|mjs|py|css)$/.test(path) && !path.includes('/generated/'))
    .map((path) => {
      const text = readFileSync(path, 'utf8')
      return { path, text, lines: text.split('\n').length - 1 }
    })
}

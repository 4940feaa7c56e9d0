import type { SourceFile } from './files.ts'

interface Rule {
  where: RegExp
  what: RegExp
  /** Names the replacement. */
  say: string
}

const rules: readonly Rule[] = [
  {
    where: /^packages\/engine\/src\/(?!.*\.test\.ts$)/,
    what: /\bDate\.now\b|\bnew Date\(\)/,
    say: 'take `now` from the caller',
  },
  {
    where: /^packages\/engine\/src\/(?!.*\.test\.ts$)/,
    what: /\bset(Timeout|Interval|Immediate)\b/,
    say: 'emit a timer effect',
  },
  {
    where: /^packages\/engine\/src\/(?!.*\.test\.ts$)/,
    what: /\bMath\.random\b/,
    say: 'hash the run’s seed',
  },
  {
    where: /^(apps|packages|bridges)\/.*\.tsx?$/,
    what: /\beval\(|\bnew Function\(|from 'node:vm'/,
    say: 'nothing here evaluates text',
  },
  {
    where: /^apps\/web\/src\/canvas\//,
    what: /\banimated\b|will-change|stroke-dashoffset/,
    say: 'draw it on the flow layer',
  },
  { where: /^(apps|packages|bridges)\/.*\.tsx?$/, what: /\bexport \* from\b/, say: 'export by name' },
  {
    where: /^packages\/nodes\/src\/(?!.*\.test\.ts$|blender\/realBlender\.ts$)/,
    what: /from 'react|from 'node:(http|net|child_process)'/,
    say: 'nodes know no pixels and no transport',
  },
  {
    where: /\.test\.tsx?$|^e2e\//,
    what: /\b(it|test|describe)\.(only|skip|fixme)\(/,
    say: 'a test runs, or goes',
  },
]

export const maxLines = 300

/** Lines that break a rule of the house, each with what to do instead. */
export function brokenRules({ path, text, lines }: SourceFile): string[] {
  const long = lines > maxLines ? [`${path}: ${lines} lines, at most ${maxLines}; split it by noun`] : []
  const broken = rules
    .filter(({ where }) => where.test(path))
    .flatMap(({ what, say }) =>
      text.split('\n').flatMap((line, i) => {
        const code = line.replace(/^\s*(\*|\/\/).*$/, '')
        return what.test(code) ? [`${path}:${i + 1}: ${code.trim().slice(0, 80)}: ${say}`] : []
      }),
    )
  return [...long, ...broken]
}

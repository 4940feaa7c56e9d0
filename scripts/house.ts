import { sourceFiles } from './house/files.ts'
import { wrongImports } from './house/imports.ts'
import { brokenRules } from './house/rules.ts'

/** Checks what a linter does not know: import direction, file size, banned calls. Exit 1 with the list. */
const files = sourceFiles()
const broken = files.flatMap((file) => [...wrongImports(file), ...brokenRules(file)])
const sizes = files.map((file) => file.lines).sort((a, b) => a - b)
for (const line of broken) console.error(line)
console.log(
  `${files.length} files, median ${sizes[Math.floor(sizes.length / 2)]} lines, longest ${sizes.at(-1)}; ${broken.length} broken rules`,
)
process.exitCode = broken.length > 0 ? 1 : 0

import { run } from './suite/run.ts'

/** `npm start`: builds the editor when it is not fresh, then starts the runner. Arguments go to `segue start`. */
const built = await run('node', ['scripts/buildWeb.ts'])
process.exitCode = built === 0 ? await run('segue', ['start', ...process.argv.slice(2)]) : built

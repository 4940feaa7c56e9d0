import { viewOf } from '../backend.ts'
import { common, readOptions } from '../options.ts'
import { readInputs } from '../recipeFile.ts'
import { readRunId } from '../request.ts'
import { withTriggers } from '../trigger/withTriggers.ts'

const options = { ...common, input: { type: 'string', multiple: true, default: [] as string[] } } as const

/** `segue runs rerun RUN [--input KEY=VALUE]…`: the same recipe again, with these values in place of those of the run. */
export async function rerun(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  return withTriggers(
    values,
    async (backend) => {
      const runId = readRunId(positionals[0] ?? '')
      const { head } = await viewOf(backend, runId)
      const inputs =
        values.input.length === 0
          ? {}
          : await readInputs(await backend.recipes.get(head.recipeId), values.input, backend.take)
      return backend.runs.rerun({ runId, inputs })
    },
    ({ runId }, { live }) =>
      console.log(`✔ ${runId} is started.${live ? '' : ' It goes on with `segue start`.'}`),
  )
}

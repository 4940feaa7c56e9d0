import { parseArgs } from 'node:util'
import { catalogue } from '@segue/nodes'
import { openLibrary } from '@segue/planner'
import { evalCases, isSingle } from '@segue/planner/eval/cases'
import type { EvalCase } from '@segue/planner/eval/evalCase'
import { baseOf, goldsOf, type ScoreContext, score } from '@segue/planner/eval/score'
import { PlannerSettings, type Recipe } from '@segue/protocol'
import type { Answerer } from '@segue/runner/planner/answer'
import type { Runner } from '@segue/runner/runner'
import { plantStarters } from '@segue/runner/services/samples'
import { withHome, withRunner } from '../benchRunner.ts'
import { printTable } from '../table.ts'
import { type Answered, answerersFor } from './answerers.ts'
import { dryRun } from './dryRun.ts'
import { rowsFor } from './rows.ts'

const { values: options } = parseArgs({
  options: {
    provider: { type: 'string' },
    model: { type: 'string', default: '' },
    'base-url': { type: 'string', default: '' },
    iterations: { type: 'string', default: '1' },
    only: { type: 'string' },
    'no-runs': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

/** Whether gold graphs run on stand-ins: only these sentences are asked to. */
async function runsAtAll(runner: Runner, test: EvalCase, context: ScoreContext): Promise<boolean> {
  for (const gold of goldsOf(test, context)) if ((await dryRun(runner, gold)) === null) return true
  return false
}

async function answerOne(
  answerer: Answerer,
  test: EvalCase,
  of: { context: ScoreContext; recipes: Recipe[] },
): Promise<Answered> {
  const library = openLibrary(catalogue, of.recipes)
  const began = performance.now()
  const question = {
    ...{ prompt: test.prompt, selection: [], from: null, library, studio: null },
    options: {
      recipe: baseOf(test, of.context),
      types: catalogue,
      promptId: 'ppl_eval',
      anchor: null,
      maxNodes: 60,
    },
  }
  const context = {
    signal: new AbortController().signal,
    tell: () => {},
  }
  try {
    const { built, usage } = await answerer.answer(question, context)
    const seconds = (performance.now() - began) / 1000
    return {
      test,
      score: score(test, built, of.context),
      usage,
      seconds,
      after: built.after,
      atOnce: usage.rounds === 0 && built.problems.length === 0,
      runs: null,
      failure: null,
    }
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    return {
      test,
      score: null,
      usage: null,
      seconds: (performance.now() - began) / 1000,
      after: null,
      atOnce: false,
      runs: null,
      failure,
    }
  }
}

await withHome((home) =>
  withRunner(home, async (runner) => {
    await plantStarters(runner.db, runner.artifacts)
    const heads = await runner.services.recipes.list()
    const recipes = await Promise.all(heads.map(({ id }) => runner.services.recipes.get(id)))
    const context: ScoreContext = {
      types: catalogue,
      starter(name) {
        const found = recipes.find(({ id }) => id === `rcp_${name}`)
        if (!found) throw new Error(`There is no starter recipe ${name}.`)
        return found
      },
    }
    const cases = evalCases.filter(({ id }) => options.only === undefined || id.startsWith(options.only))
    const runnable = new Set<string>()
    if (!options['no-runs'])
      for (const test of cases.filter(isSingle))
        if (await runsAtAll(runner, test, context)) runnable.add(test.id)
    const key = process.env.SEGUE_EVAL_KEY ?? null
    const settings = PlannerSettings.parse({
      provider: options.provider ?? 'offline',
      model: options.model,
      baseUrl: options['base-url'],
    })
    const iterations = Math.max(1, Number(options.iterations) || 1)
    const report: Record<string, Answered[]> = {}
    for (const { name, answererFor, covers, live } of answerersFor(settings, key)) {
      const answered: Answered[] = []
      for (const test of cases.filter(covers))
        for (let time = 0; time < (live ? iterations : 1); time++) {
          const one = await answerOne(answererFor(test), test, { context, recipes })
          const runs = runnable.has(test.id) && one.after ? (await dryRun(runner, one.after)) === null : null
          answered.push({ ...one, runs })
        }
      report[name] = answered
      if (!options.json) printTable(`${name}: ${answered.length} answers`, rowsFor(answered))
    }
    if (options.json)
      console.log(JSON.stringify(report, (field, value) => (field === 'after' ? undefined : value)))
    else if (settings.provider === 'offline')
      console.log(
        'No provider was named: scripted replies were replayed. With --provider, --model and SEGUE_EVAL_KEY, a model is asked.',
      )
  }),
)

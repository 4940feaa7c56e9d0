import type { BuildOptions } from '@segue/planner'
import { type Built, buildCreate, buildEdit, createParsing, EditOp } from '@segue/planner'
import { type LanguageModel, type ModelMessage, NoObjectGeneratedError, Output, streamText } from 'ai'

/** One answer of a model, read as far as it goes. */
export interface Round {
  text: string
  built: Built
  /** whole: the model was done · cut: it ran out of tokens · refused: it declined. */
  ended: 'whole' | 'cut' | 'refused'
  usage: { inputTokens: number; outputTokens: number }
}

export interface RoundOptions {
  model: LanguageModel
  codec: 'create' | 'edit'
  build: BuildOptions
  instructions: string
  messages: ModelMessage[]
  maxOutputTokens: number
  signal: AbortSignal
  tell(built: Built): void
}

const endOf = (reason: string): Round['ended'] =>
  reason === 'length' ? 'cut' : reason === 'content-filter' ? 'refused' : 'whole'

/** Problems that say that the answer itself cannot be read. */
const unreadableBuilt = (built: Built, got: string): Built => ({
  ...built,
  problems: [
    ...built.problems,
    {
      code: 'plan.unreadable',
      message: 'The answer is no list of edits.',
      hint: 'Write a list of edits as it is described.',
      got: got.slice(0, 300),
      expected: '{"elements":[{"op":"set",…}]}',
      suggest: [],
    },
  ],
})

/** Asks once and reads along. Rejects with what the provider's call ended with. */
export async function askOnce(options: RoundOptions): Promise<Round> {
  const { model, instructions, messages, maxOutputTokens, signal } = options
  let broken: unknown
  const call = {
    model,
    instructions,
    messages,
    maxOutputTokens,
    abortSignal: signal,
    onError: ({ error }: { error: unknown }) => {
      broken ??= error
    },
  }
  const fell = () => {
    signal.throwIfAborted()
    if (broken !== undefined && !NoObjectGeneratedError.isInstance(broken)) throw broken
  }
  if (options.codec === 'create') {
    const { build, tell } = options
    const result = streamText(call)
    const parsing = createParsing()
    let text = ''
    for await (const piece of result.textStream) {
      text += piece
      if (parsing.push(piece)) tell(buildCreate(parsing.sketch, build))
    }
    fell()
    const ended = endOf(await result.finishReason)
    const built = buildCreate(parsing.end(), build)
    return { text, built, ended, usage: taken(await result.usage) }
  }
  return askForEdits(options, call, { fell })
}

async function askForEdits(
  { build, tell, signal }: RoundOptions,
  call: Parameters<typeof streamText>[0],
  { fell }: { fell(): void },
): Promise<Round> {
  const result = streamText({ ...call, output: Output.array({ element: EditOp }) })
  const ops: EditOp[] = []
  // The text is needed when it is no list; reading it along keeps both from the same stream.
  const texts = collected(result.textStream)
  try {
    for await (const op of result.elementStream) {
      ops.push(op)
      tell(buildEdit(ops, build))
    }
  } catch (error) {
    if (!NoObjectGeneratedError.isInstance(error) && signal.aborted) throw error
  }
  const text = await texts
  fell()
  const ended = endOf(await result.finishReason)
  const built = buildEdit(ops, build)
  const whole = await Promise.resolve(result.output).then(
    () => true,
    () => false,
  )
  return {
    text,
    built: whole || ended === 'refused' ? built : unreadableBuilt(built, text),
    ended,
    usage: taken(await result.usage),
  }
}

async function collected(stream: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of stream) text += piece
  return text
}

const taken = ({
  inputTokens = 0,
  outputTokens = 0,
}: {
  inputTokens?: number | undefined
  outputTokens?: number | undefined
}): Round['usage'] => ({ inputTokens, outputTokens })

import { readFileSync } from 'node:fs'
import { z } from 'zod'

const told = { confidence: z.enum(['run', 'sources', 'assumed']), source: z.string() }
const fact = <V extends z.ZodType>(value: V) => z.strictObject({ value, ...told })

const Facts = z.strictObject({
  about: z.string(),
  behaviour: z.strictObject({
    listenPort: fact(z.number()),
    replyPort: fact(z.number()),
    tickMs: fact(z.number()),
    maxDatagram: fact(z.number()),
    maxDatagramMac: fact(z.number()),
    errorWords: fact(z.string()),
    unknownWords: fact(z.string()),
    tooLongWords: fact(z.string()),
    noteDefaults: fact(z.tuple([z.number(), z.number(), z.number(), z.number()])),
    version: fact(z.tuple([z.number(), z.number()])),
    tempoRange: fact(z.tuple([z.number(), z.number()])),
    palette: fact(z.array(z.number())),
    channels: fact(z.array(z.string())),
    inputs: fact(z.array(z.string())),
  }),
  notes: z.record(z.string(), z.strictObject(told)),
})

const { behaviour } = Facts.parse(JSON.parse(readFileSync(new URL('facts.json', import.meta.url), 'utf8')))

/** What is known of AbletonOSC; `facts.json` says how sure it is, and a person who runs it corrects that file. */
export const facts = {
  listenPort: behaviour.listenPort.value,
  replyPort: behaviour.replyPort.value,
  tickMs: behaviour.tickMs.value,
  maxDatagram: behaviour.maxDatagram.value,
  maxDatagramMac: behaviour.maxDatagramMac.value,
  errorWords: behaviour.errorWords.value,
  unknownWords: behaviour.unknownWords.value,
  tooLongWords: behaviour.tooLongWords.value,
  noteDefaults: behaviour.noteDefaults.value,
  version: behaviour.version.value,
  tempoRange: behaviour.tempoRange.value,
  palette: behaviour.palette.value,
  channels: behaviour.channels.value,
  inputs: behaviour.inputs.value,
}

import { z } from 'zod'

// Names and numbers: obsproject/obs-websocket, docs/generated/protocol.md, RPC version 1.

export const rpcVersion = 1

/** Kinds of messages. */
export const op = {
  hello: 0,
  identify: 1,
  identified: 2,
  event: 5,
  request: 6,
  response: 7,
  batch: 8,
  batchResponse: 9,
} as const

/** General, Config, Scenes, Outputs and Ui: what the topics tell. Meters and the like would come by the hundred. */
export const eventMask = (1 << 0) | (1 << 1) | (1 << 2) | (1 << 6) | (1 << 10)

const Fields = z.record(z.string(), z.unknown())

export const Message = z.object({ op: z.number(), d: Fields })

export const Hello = z.object({
  obsWebSocketVersion: z.string(),
  rpcVersion: z.number(),
  authentication: z.object({ challenge: z.string(), salt: z.string() }).optional(),
})

/** How one request ended. `comment` is in English, from OBS. */
export const Response = z.object({
  requestType: z.string(),
  requestId: z.string().optional(),
  requestStatus: z.object({ result: z.boolean(), code: z.number(), comment: z.string().optional() }),
  responseData: Fields.optional(),
})
export type Response = z.infer<typeof Response>

export const BatchResponse = z.object({ requestId: z.string(), results: z.array(Response) })

export const Event = z.object({ eventType: z.string(), eventData: Fields.optional() })

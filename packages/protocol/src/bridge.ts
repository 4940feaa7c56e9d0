import { z } from 'zod'
import { AppId } from './app.ts'

/** Version of the wire. The major number must match on both sides. */
export const protocolVersion = '1.0'

/** Limits of the wire, in bytes and milliseconds. */
export const bridgeLimits = {
  maxFrameBytes: 4 * 1024 * 1024,
  maxHelloBytes: 4096,
  maxInflight: 64,
  heartbeatMs: 5000,
  unresponsiveMs: 15_000,
} as const

/** Codes a bridge may answer with; code x becomes the failure `bridge.x`. */
export const BridgeErrorCode = z.enum([
  'bad_request',
  'unknown_command',
  'invalid_args',
  'unsupported_version',
  'not_available',
  'app_busy',
  'stale_handle',
  'verify_failed',
  'timeout',
  'cancelled',
  'too_large',
  'app_error',
  'internal',
  'disconnected',
])
export type BridgeErrorCode = z.infer<typeof BridgeErrorCode>

/** What a bridge can do: one row per command, probed at start. */
export const Capability = z.object({
  command: z.string().max(80),
  title: z.string().max(120),
  description: z.string().max(1000),
  input_schema: z.record(z.string(), z.json()),
  output_schema: z.record(z.string(), z.json()),
  effects: z.enum(['read', 'write', 'destructive']),
  idempotent: z.boolean(),
  cancellable: z.enum(['between_steps', 'immediate', 'no']),
  progress: z.boolean(),
  realtime: z.boolean(),
  version: z.number().int().min(1),
  /** How long it usually takes. */
  est_ms: z.number().min(0).optional(),
  /** What it needs beyond the application itself, in words. */
  requires: z.array(z.string().max(200)).max(20).optional(),
})
export type Capability = z.infer<typeof Capability>

/** Every message: when, from whom, to whom, and the id that ties a reply to its request. */
const envelope = {
  id: z.string().max(80),
  ts: z.number(),
  from: z.string().max(80),
  to: z.string().max(80),
}
const nonce = z.string().regex(/^[0-9a-f]{64}$/)
const proof = z.string().regex(/^[0-9a-f]{64}$/)

export const AppInfo = z.object({
  id: AppId,
  name: z.string().max(80),
  version: z.string().max(40),
  python: z.string().max(40).optional(),
  pid: z.number().int(),
  os: z.string().max(80),
  standIn: z.boolean().default(false),
  /** A person works in its window: it takes what is about the open document, never a step's own work. */
  window: z.boolean().default(false),
})
export type AppInfo = z.infer<typeof AppInfo>

const message = <T extends string, S extends z.ZodRawShape>(t: T, shape: S) =>
  z.object({ t: z.literal(t), ...envelope, ...shape })

export const Hello = message('hello', {
  protocol: z.string().max(10),
  bridge: z.object({ name: z.string().max(80), version: z.string().max(40) }),
  app: AppInfo,
  session: z.string().max(80),
  nonce,
  inflight: z.array(z.string().max(80)).max(64).optional(),
})
export const Challenge = message('challenge', { nonce, proof })
export const Prove = message('prove', { proof })
export const Welcome = message('welcome', {
  protocol: z.string().max(10),
  heartbeat_ms: z.number().int(),
  runner: z.object({ version: z.string() }),
  resume: z.enum(['ok', 'new']),
})
export const Reject = message('reject', { code: z.string().max(60), message: z.string().max(600) })
/** First after the welcome; again whenever what the application can do has changed. */
export const Capabilities = message('capabilities', {
  capabilities: z.array(Capability).max(500),
  topics: z
    .array(z.object({ topic: z.string().max(120), title: z.string().max(120) }))
    .max(500)
    .default([]),
  limits: z.object({
    max_frame: z.number().int(),
    max_inflight: z.number().int(),
    /** Folder where it leaves files for the runner; missing when the two share no disk. */
    exchange_dir: z.string().max(4000).optional(),
  }),
})
export const Request = message('request', {
  command: z.string().max(80),
  version: z.number().int().optional(),
  args: z.record(z.string(), z.json()),
  deadline_ms: z.number().int().positive().optional(),
  idempotency_key: z.string().max(200).optional(),
  /** Only says whether it could be done: args, availability and handles are checked, nothing is changed. */
  dry_run: z.boolean().optional(),
})
export const Accepted = message('accepted', { queue_pos: z.number().int() })
export const BridgeProgress = message('progress', {
  seq: z.number().int(),
  fraction: z.number().optional(),
  message: z.string().max(600).optional(),
  data: z.json().optional(),
})
export const BridgeError = z.object({
  code: BridgeErrorCode,
  message: z.string().max(4000),
  retryable: z.boolean(),
  detail: z.json().optional(),
  hint: z.string().max(2000).optional(),
})
export type BridgeError = z.infer<typeof BridgeError>
/**
 * A file that a command wrote: an absolute path on the disk that both sides share, or `blob:` and the SHA-256 of bytes
 * that were uploaded. It is complete before the result names it; the runner looks at its size and hash before anybody
 * hears of the result.
 */
export const ResultArtifact = z.object({
  path: z.string().max(4000),
  /** Of uploaded bytes: the path that the runner had given the command. */
  for: z.string().max(4000).optional(),
  mime: z.string().max(120),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ResultArtifact = z.infer<typeof ResultArtifact>
/** Exactly one per request. */
export const Result = message('result', {
  ok: z.boolean(),
  value: z.json().optional(),
  error: BridgeError.optional(),
  artifacts: z.array(ResultArtifact).max(200).default([]),
  warnings: z.array(z.string().max(2000)).max(200).default([]),
  took_ms: z.number(),
})
export const Cancel = message('cancel', { reason: z.string().max(200) })
export const Ping = message('ping', {
  main_tick_age_ms: z.number().optional(),
  busy_with: z.string().max(200).optional(),
  queue: z.number().int().optional(),
})
export const Pong = message('pong', {})
export const Busy = message('busy', { expect_ms: z.number(), reason: z.string().max(200) })
/**
 * What the application tells by itself. `seq` counts what happened on a topic, so a gap means that events were left
 * out; with a `key`, a newer event stands for older ones of the same key.
 */
export const BridgeEvent = message('event', {
  topic: z.string().max(120),
  seq: z.number().int(),
  key: z.string().max(200).optional(),
  data: z.json(),
})
const topics = z.array(z.string().max(120)).max(200)
/** Adds topics to those of this connection; a new connection begins with none. */
export const Subscribe = message('subscribe', { topics })
export const Unsubscribe = message('unsubscribe', { topics })
export const Bye = message('bye', { reason: z.string().max(200) })

/** Everything a bridge may send. */
export const FromBridge = z.discriminatedUnion('t', [
  Hello,
  Prove,
  Capabilities,
  Accepted,
  BridgeProgress,
  Result,
  Ping,
  Pong,
  Busy,
  BridgeEvent,
  Bye,
])
export type FromBridge = z.infer<typeof FromBridge>

/** Everything the runner may send. */
export const ToBridge = z.discriminatedUnion('t', [
  Challenge,
  Welcome,
  Reject,
  Request,
  Cancel,
  Ping,
  Pong,
  Subscribe,
  Unsubscribe,
  Bye,
])
export type ToBridge = z.infer<typeof ToBridge>

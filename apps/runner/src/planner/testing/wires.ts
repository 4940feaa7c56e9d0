import type { WireReply } from './wireServer.ts'

/** One server-sent event. */
export interface WireEvent {
  event?: string
  data: unknown
}

/** A text in parts of a few signs, as tokens come. */
const tokens = (text: string): string[] => text.match(/[\s\S]{1,9}/g) ?? ['']

const usage = { input: 1200, output: 80 }

/** Anthropic's Messages, streamed: message_start, blocks with deltas, message_delta with the reason, message_stop. */
function messages({ text = '', tool = false, ends = 'stop' }: WireReply, model: string): WireEvent[] {
  const said = (event: string, data: object): WireEvent => ({ event, data: { type: event, ...data } })
  const reason = { stop: tool ? 'tool_use' : 'end_turn', length: 'max_tokens', refusal: 'refusal' }[ends]
  const block = tool
    ? { type: 'tool_use', id: 'toolu_1', name: 'json', input: {} }
    : { type: 'text', text: '' }
  const delta = (part: string) =>
    tool ? { type: 'input_json_delta', partial_json: part } : { type: 'text_delta', text: part }
  return [
    said('message_start', {
      message: {
        ...{
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model,
          content: [],
          stop_reason: null,
          stop_sequence: null,
        },
        usage: { input_tokens: usage.input, output_tokens: 1 },
      },
    }),
    said('content_block_start', { index: 0, content_block: block }),
    ...tokens(text).map((part) => said('content_block_delta', { index: 0, delta: delta(part) })),
    said('content_block_stop', { index: 0 }),
    said('message_delta', {
      delta: { stop_reason: reason, stop_sequence: null },
      usage: { output_tokens: usage.output },
    }),
    said('message_stop', {}),
  ]
}

/** OpenAI's Responses, streamed. */
function responses({ text = '', ends = 'stop' }: WireReply, model: string): WireEvent[] {
  const response = (status: string, more: object = {}) => ({
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model,
    status,
    output: [],
    ...more,
  })
  const id = 'msg_1'
  const said = (type: string, data: object): WireEvent => ({ event: type, data: { type, ...data } })
  const refusal = ends === 'refusal'
  const spent = {
    usage: {
      ...{ input_tokens: usage.input, output_tokens: usage.output, total_tokens: usage.input + usage.output },
      ...{ input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } },
    },
  }
  const content = refusal
    ? [{ type: 'refusal', refusal: 'I cannot help with that.' }]
    : [{ type: 'output_text', text, annotations: [] }]
  return [
    said('response.created', { response: response('in_progress') }),
    said('response.output_item.added', {
      output_index: 0,
      item: { type: 'message', id, role: 'assistant', status: 'in_progress', content: [] },
    }),
    ...(refusal
      ? [
          said('response.refusal.delta', {
            item_id: id,
            output_index: 0,
            content_index: 0,
            delta: 'I cannot help with that.',
          }),
        ]
      : tokens(text).map((delta) =>
          said('response.output_text.delta', { item_id: id, output_index: 0, content_index: 0, delta }),
        )),
    said('response.output_item.done', {
      output_index: 0,
      item: { type: 'message', id, role: 'assistant', status: 'completed', content },
    }),
    ends === 'length'
      ? said('response.incomplete', {
          response: response('incomplete', { incomplete_details: { reason: 'max_output_tokens' }, ...spent }),
        })
      : refusal
        ? said('response.incomplete', {
            response: response('incomplete', { incomplete_details: { reason: 'content_filter' }, ...spent }),
          })
        : said('response.completed', {
            response: response('completed', { incomplete_details: null, ...spent }),
          }),
  ]
}

/** Chat completions, streamed: what every compatible server speaks. */
function chat({ text = '', ends = 'stop' }: WireReply, model: string): WireEvent[] {
  const chunk = (choice: object | null, more: object = {}): WireEvent => ({
    data: {
      id: 'chatcmpl_1',
      object: 'chat.completion.chunk',
      created: 1,
      model,
      choices: choice === null ? [] : [{ index: 0, ...choice }],
      ...more,
    },
  })
  const reason = { stop: 'stop', length: 'length', refusal: 'content_filter' }[ends]
  return [
    chunk({ delta: { role: 'assistant', content: '' }, finish_reason: null }),
    ...tokens(text).map((content) => chunk({ delta: { content }, finish_reason: null })),
    chunk({ delta: {}, finish_reason: reason }),
    chunk(null, {
      usage: {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
      },
    }),
    { data: '[DONE]' },
  ]
}

/** The three ways in which providers speak, by path. */
export const wires: Readonly<Record<string, (reply: WireReply, model: string) => WireEvent[]>> = {
  '/v1/messages': messages,
  '/v1/responses': responses,
  '/v1/chat/completions': chat,
}

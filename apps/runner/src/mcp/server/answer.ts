import type { CallToolResult } from '@modelcontextprotocol/server'
import { failureOf } from '@segue/protocol'
import { FailuresError } from '../../services/prepareRun.ts'

/** A tool's answer as text and as data, or why there is none: a failure is a result to read and act on. */
export async function answer(work: () => Promise<object>): Promise<CallToolResult> {
  try {
    return said(await work())
  } catch (error) {
    const { code, message, hint } = failureOf(error)
    const all = error instanceof FailuresError ? { failures: error.failures } : {}
    return { ...said({ code, message, hint, ...all }), isError: true }
  }
}

const said = (content: object): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(content) }],
  structuredContent: { ...content },
})

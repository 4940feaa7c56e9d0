import { elementOf, type PortType, portTypes } from '@segue/protocol'
import type { z } from 'zod'

/** Whether a port carries files. */
export const isFilePort = (type: PortType): boolean => portTypes[elementOf(type)].mimes.length > 0

/** What a person wrote, as the value of a port: numbers and yes/no where the port wants them, else JSON or text. */
export function valueOfText(type: PortType, text: string): z.core.util.JSONType {
  if (elementOf(type) === 'text' && !type.startsWith('list<')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

import { readFileSync } from 'node:fs'
import { z } from 'zod'

const fact = <V extends z.ZodType>(value: V) =>
  z.object({ value, confidence: z.string(), note: z.string().optional() })

const Facts = z.object({
  source: z.string(),
  facts: z.object({
    obsVersion: fact(z.string()),
    webSocketVersion: fact(z.string()),
    rpcVersion: fact(z.number()),
    closeCodes: fact(
      z.object({
        messageDecodeError: z.number(),
        missingDataField: z.number(),
        invalidDataFieldType: z.number(),
        invalidDataFieldValue: z.number(),
        unknownOpCode: z.number(),
        notIdentified: z.number(),
        alreadyIdentified: z.number(),
        authenticationFailed: z.number(),
        unsupportedRpcVersion: z.number(),
        sessionInvalidated: z.number(),
      }),
    ),
    statusCodes: fact(
      z.object({
        success: z.number(),
        unknownRequestType: z.number(),
        notReady: z.number(),
        missingRequestField: z.number(),
        requestFieldOutOfRange: z.number(),
        outputRunning: z.number(),
        outputNotRunning: z.number(),
        studioModeNotActive: z.number(),
        resourceNotFound: z.number(),
        invalidResourceState: z.number(),
        invalidInputKind: z.number(),
      }),
    ),
    eventMasks: fact(
      z.object({
        general: z.number(),
        config: z.number(),
        scenes: z.number(),
        inputs: z.number(),
        outputs: z.number(),
        ui: z.number(),
      }),
    ),
  }),
})

/** What is known of OBS without having it, each with how sure it is; a person with OBS corrects the file. */
export const { facts } = Facts.parse(JSON.parse(readFileSync(new URL('facts.json', import.meta.url), 'utf8')))

export const close = facts.closeCodes.value
export const status = facts.statusCodes.value
export const masks = facts.eventMasks.value

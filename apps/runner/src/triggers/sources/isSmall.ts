/** Of an event as JSON, with room for what stands around it. */
const mostBytes = 60 * 1024

/** Whether something may stand in an event. */
export const isSmall = (data: unknown): boolean => Buffer.byteLength(JSON.stringify(data)) <= mostBytes

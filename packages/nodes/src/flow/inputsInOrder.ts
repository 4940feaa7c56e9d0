type Json = import('zod').core.util.JSONType

/** The inputs that carry something, in the order of the ports. */
export function inputsInOrder(
  inputs: Record<string, Json | undefined>,
  ports: Record<string, unknown>,
): { port: string; value: Json }[] {
  return Object.keys(ports).flatMap((port) => {
    const value = inputs[port]
    return value === undefined ? [] : [{ port, value }]
  })
}

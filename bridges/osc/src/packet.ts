/** A moment of NTP: seconds since 1900 in the upper 32 bits, fractions below. 1 means at once. */
export type TimeTag = bigint

/** One value as it stands in a message. */
export type OscValue =
  | { type: 'int'; value: number }
  | { type: 'float'; value: number }
  | { type: 'double'; value: number }
  | { type: 'string'; value: string }
  | { type: 'symbol'; value: string }
  | { type: 'boolean'; value: boolean }
  | { type: 'nil' }
  | { type: 'impulse' }
  | { type: 'int64'; value: bigint }
  | { type: 'blob'; value: Uint8Array }
  | { type: 'time'; value: TimeTag }
  | { type: 'char'; value: string }
  /** Red, green, blue and alpha from the highest byte to the lowest. */
  | { type: 'color'; value: number }
  /** Port, status, data, data. */
  | { type: 'midi'; value: readonly [number, number, number, number] }
  | { type: 'array'; value: readonly OscValue[] }

export interface OscMessage {
  address: string
  values: readonly OscValue[]
}

/** Messages that belong to one moment. */
export interface OscBundle {
  at: TimeTag
  elements: readonly OscPacket[]
}

export type OscPacket = OscMessage | OscBundle

/** Everything longer, deeper or more numerous is refused. */
export const oscLimits = {
  /** The most that fits into a UDP datagram over IPv4. */
  maxBytes: 65_507,
  maxDepth: 8,
  /** Of one packet, in all of its bundles. */
  maxMessages: 1000,
  maxValues: 10_000,
} as const

export const isBundle = (packet: OscPacket): packet is OscBundle => 'elements' in packet

/** The messages of a packet, in order, out of all bundles. */
export function messagesOf(packet: OscPacket): OscMessage[] {
  return isBundle(packet) ? packet.elements.flatMap(messagesOf) : [packet]
}

/** The same, each with the moment of its bundle, or null. */
export function timedMessagesOf(
  packet: OscPacket,
  at: TimeTag | null = null,
): [OscMessage, TimeTag | null][] {
  return isBundle(packet)
    ? packet.elements.flatMap((element) => timedMessagesOf(element, packet.at))
    : [[packet, at]]
}

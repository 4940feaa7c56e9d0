export { oscAdapter } from './adapter.ts'
export { decodeOsc } from './decode.ts'
export { type Ear, openEar } from './ear.ts'
export { encodeOsc, tagsOf } from './encode.ts'
export {
  isBundle,
  messagesOf,
  type OscBundle,
  type OscMessage,
  type OscPacket,
  type OscValue,
  oscLimits,
  type TimeTag,
} from './packet.ts'
export { fitsPattern } from './pattern.ts'
export { readSenders } from './senders.ts'
export { OscSettings } from './settings.ts'
export { createThinner, type Thinner } from './thinner.ts'
export { openUdp, type Sender, type UdpPort } from './udp.ts'

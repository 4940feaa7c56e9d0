export { oscAdapter } from './adapter.ts'
export { decodeOsc } from './decode.ts'
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
export { OscSettings } from './settings.ts'
export { openUdp, type Sender, type UdpPort } from './udp.ts'

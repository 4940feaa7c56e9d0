/** Every message that a port of the settings takes in, as `OscHeard`. */
export const oscTopic = (port: number): string => `osc.message/${port}`

import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

/** What a listener took. */
export interface TakenMail {
  from: string
  to: string[]
  /** Headers and text as they came. */
  data: string
}

/** A mail server on this machine that speaks enough of SMTP (RFC 5321, AUTH PLAIN of RFC 4954) to take messages. */
export interface MailListener {
  readonly port: number
  readonly taken: TakenMail[]
  /** What every AUTH said, decoded. */
  readonly logins: string[]
  /** The answer to every command that begins with this word, in place of its own. */
  refusals: Record<string, string>
  close(): Promise<void>
}

/** Opens it on a free port. */
export async function openMailListener(password = ''): Promise<MailListener> {
  const sockets = new Set<Socket>()
  const listener = {
    port: 0,
    taken: [] as TakenMail[],
    logins: [] as string[],
    refusals: {} as Record<string, string>,
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    serve(socket, listener, password)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // listens on TCP
  return Object.assign(listener, {
    port,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  })
}

function serve(socket: Socket, listener: Omit<MailListener, 'close'>, password: string): void {
  let mail: TakenMail = { from: '', to: [], data: '' }
  let inData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  const answers: Record<string, (rest: string) => string> = {
    EHLO: () => '250-here\r\n250 AUTH PLAIN',
    AUTH(rest) {
      const [, user = '', given = ''] = Buffer.from(rest.replace(/^PLAIN /, ''), 'base64')
        .toString()
        .split('\0')
      listener.logins.push(`${user}:${given}`)
      return given === password ? '235 welcome' : '535 wrong user name or password'
    },
    MAIL(rest) {
      mail = { from: rest, to: [], data: '' }
      return '250 ok'
    },
    RCPT(rest) {
      mail.to.push(rest)
      return '250 ok'
    },
    DATA() {
      inData = true
      return '354 go on'
    },
    QUIT: () => '221 bye',
  }
  say('220 here')
  createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    if (inData && line !== '.') {
      mail.data += `${line}\n`
      return
    }
    if (inData) {
      inData = false
      listener.taken.push(mail)
      return say('250 taken')
    }
    const word = line.slice(0, 4).toUpperCase()
    say(listener.refusals[word] ?? answers[word]?.(line.slice(5)) ?? '502 unknown')
  })
}

import { fail, type MailServer, type NotifyMessage } from '@segue/protocol'
import { createTransport } from 'nodemailer'

const patienceMs = 20_000

/** Hands a message to the mail server. Fails with `notify.mail_*`. */
export async function sendMail(
  message: Pick<NotifyMessage, 'id' | 'at' | 'title' | 'text' | 'url'>,
  { to, server, password }: { to: readonly string[]; server: MailServer; password: string | null },
): Promise<void> {
  const { host, port, security, user, from } = server
  const transport = createTransport({
    ...{ host, port, secure: security === 'tls' },
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === '' ? {} : { auth: { user, pass: password ?? '' } }),
  })
  try {
    await transport.sendMail({
      from: { name: 'Segue', address: from },
      to: [...to],
      subject: message.title,
      text: `${message.text}\n\n${message.url}\n`,
      messageId: `<${message.id}@${from.split('@')[1] ?? 'segue'}>`,
      date: new Date(message.at),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Segue-Delivery': message.id },
    })
  } catch (error) {
    throw mailFailure(error, server)
  } finally {
    transport.close()
  }
}

/** What nodemailer tells of a failure: its `code`, the status of the server, and what it said. */
interface MailError {
  code?: string
  responseCode?: number
  response?: string
  message?: string
}

function mailFailure(error: unknown, { host, port }: MailServer) {
  const {
    code = '',
    responseCode = 0,
    response,
    message = '',
  }: MailError = error instanceof Error ? error : {}
  const said = (response ?? message).slice(0, 300)
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return fail({
      code: 'notify.mail_login',
      message: `The mail server ${host} does not take the user name and password: ${said}`,
      hint: 'Enter them anew in the settings of notifications. Many providers want a password made for programs.',
      kind: 'input',
    })
  if (code === 'ETLS')
    return fail({
      code: 'notify.mail_tls',
      message: `The mail server ${host} offers no encryption that can be trusted: ${said}`,
      hint: 'Choose TLS for port 465 and STARTTLS for port 587; “none” is only for a server in your own network.',
      kind: 'input',
    })
  if (responseCode >= 500)
    return fail({
      code: 'notify.mail_refused',
      message: `The mail server ${host} does not take the message: ${said}`,
      hint: 'Look at the addresses of the sender and the receivers.',
      kind: 'input',
    })
  return fail({
    code: 'notify.mail_unreached',
    message: `The mail server ${host}:${port} cannot be reached or takes nothing now: ${said}`,
    hint: 'Look at its name and port, and whether the network is there. Segue tries again for a day.',
    kind: 'transient',
  })
}

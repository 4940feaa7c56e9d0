import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { openHookListener } from './testing/hookListener.ts'
import { openMailListener } from './testing/mailListener.ts'
import { openNotifyLab, until } from './testing/notifyLab.ts'
import { signature } from './webhook.ts'

async function hookLab() {
  const lab = openNotifyLab()
  const hook = await openHookListener()
  onTestFinished(hook.close)
  const draft = (rule: 'always' | 'trouble') => ({
    ...{ name: 'Studio', enabled: true, rule, recipes: {}, reportAt: null },
    target: { kind: 'webhook' as const, url: hook.url, isOwnNetwork: true },
  })
  /** Passes time and waits for so many messages. */
  const told = async (count: number) => {
    await lab.wait(11_000)
    await until(async () => {
      await lab.settle()
      return hook.taken.length >= count && (await lab.service.list()).every(({ waiting }) => waiting === 0)
    })
    return hook.taken.map(({ body }) => JSON.parse(body))
  }
  return { lab, hook, draft, told }
}
const failure = { code: 'film.no_sound', message: 'There is no sound.', hint: 'Give one.', kind: 'input' }
const failsAs = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) })

test('a failed run is told over HTTP, signed, with why and where to look', async () => {
  const { lab, hook, draft, told } = await hookLab()
  await lab.service.add(draft('trouble'), 'sesame')
  await lab.settle()
  lab.run('run_ok', 'succeeded')
  lab.run('run_bad', 'failed', { failures: [failure] })
  lab.say('run_bad')
  await lab.wait(1000)
  const [message] = await told(1)
  expect(message).toMatchObject({
    kind: 'runs',
    title: 'Film failed',
    text: 'Film failed: There is no sound. Give one.',
    url: 'http://127.0.0.1:4400/#run=run_bad',
    notices: [{ kind: 'failed', runId: 'run_bad' }],
  })
  const [{ headers, body } = { headers: {}, body: '' }] = hook.taken
  expect(headers['x-segue-delivery']).toBe(message.id)
  expect(headers['x-segue-signature']).toBe(signature('sesame', String(headers['x-segue-timestamp']), body))
  expect(await lab.service.list()).toMatchObject([{ signed: true, failure: null, waiting: 0 }])
})

test('forty runs of one recipe are one message when the last is over, and trouble does not wait for them', async () => {
  const { lab, draft, told } = await hookLab()
  await lab.service.add(draft('always'))
  await lab.settle()
  for (let i = 0; i < 39; i++) lab.run(`run_${i}`, 'succeeded')
  lab.run('run_last', 'running')
  lab.say('run_1')
  await lab.wait(60_000)
  lab.run('run_other', 'failed', { recipe: 'rcp_other', failures: [failure] })
  lab.say('run_other')
  await lab.wait(1000)
  const [first] = await told(1)
  expect(first.notices.map(({ runId }: { runId: string }) => runId)).toEqual(['run_other'])
  lab.run('run_last', 'succeeded')
  lab.say('run_last')
  await lab.wait(180_000)
  const [, second] = await told(2)
  expect(second).toMatchObject({ title: 'Segue: 40 done', url: 'http://127.0.0.1:4400/' })
  expect(second.notices).toHaveLength(40)
})

test('a recipe may be silent, or louder than the rest', async () => {
  const { lab, draft, told } = await hookLab()
  await lab.service.add({ ...draft('trouble'), recipes: { rcp_quiet: 'never', rcp_loud: 'always' } })
  await lab.settle()
  lab.run('run_quiet', 'failed', { recipe: 'rcp_quiet' })
  lab.run('run_loud', 'succeeded', { recipe: 'rcp_loud' })
  lab.say('run_loud')
  await lab.wait(1000)
  const [message] = await told(1)
  expect(message.notices.map(({ runId }: { runId: string }) => runId)).toEqual(['run_loud'])
})

test('what ended while nobody looked is told by the next process; what was told is not told again', async () => {
  const { lab, draft, hook, told } = await hookLab()
  await lab.service.add(draft('trouble'))
  await lab.settle()
  lab.run('run_a', 'failed')
  await lab.die()
  expect((await told(1))[0].notices).toMatchObject([{ runId: 'run_a' }])
  await lab.die()
  await lab.wait(600_000)
  expect(hook.taken).toHaveLength(1)
})

test('what does not arrive is tried again under the same id, and shown as failed meanwhile', async () => {
  const { lab, draft, hook, told } = await hookLab()
  await lab.service.add(draft('trouble'))
  await lab.settle()
  hook.status = 503
  lab.run('run_a', 'failed')
  lab.say('run_a')
  await lab.wait(1000)
  await lab.wait(11_000)
  const stands = async () => (await lab.service.list())[0]
  await until(async () => (await stands())?.failure !== null)
  expect(await stands()).toMatchObject({ waiting: 1, failure: { code: 'notify.webhook_answer' } })
  hook.status = 200
  await lab.die()
  await lab.wait(60_000)
  const messages = await told(2)
  expect(new Set(messages.map(({ id }) => id)).size).toBe(1)
  expect(await stands()).toMatchObject({ failure: null })
})

test('the night is reported once a day at its time', async () => {
  const { lab, draft, hook, told } = await hookLab()
  const noon = new Date(lab.time.clock.now())
  noon.setHours(noon.getHours() + 1, 0, 0, 0)
  const reportAt = noon.toTimeString().slice(0, 5)
  await lab.service.add({ ...draft('trouble'), reportAt })
  await lab.settle()
  await lab.wait(noon.getTime() - lab.time.clock.now())
  expect(await told(1)).toMatchObject([{ kind: 'report', title: 'Segue: 1 done', text: 'Done\n  Film' }])
  await lab.die()
  await lab.wait(60_000)
  expect(hook.taken).toHaveLength(1)
  await lab.wait(86_400_000)
  expect(await told(2)).toHaveLength(2)
})

test('mail is handed to a server that speaks SMTP; its password stands nowhere in the clear', async () => {
  const lab = openNotifyLab()
  const mail = await openMailListener('canary-password')
  onTestFinished(mail.close)
  const target = { kind: 'mail' as const, to: ['me@studio.test', 'you@studio.test'] }
  const draft = { name: 'Mail', enabled: true, rule: 'always' as const, recipes: {}, reportAt: null, target }
  await expect(lab.service.add(draft)).rejects.toEqual(failsAs('notify.mail_server_missing'))
  const server = {
    host: '127.0.0.1',
    port: mail.port,
    security: 'none' as const,
    user: 'me',
    from: 'segue@studio.test',
  }
  await lab.service.setMailServer({ server, password: 'canary-password' })
  const { id } = await lab.service.add(draft)
  await lab.service.test(id)
  expect(mail.logins).toEqual(['me:canary-password'])
  const [taken] = mail.taken
  expect(taken?.to).toHaveLength(2)
  expect(taken?.data).toMatch(/^Subject: Segue: a test$/m)
  expect(taken?.data).toMatch(/^Message-ID: <msg_[\w-]+@studio\.test>$/m)
  expect(await lab.service.mailServer()).toEqual({ ...server, hasPassword: true })
  const said = JSON.stringify([await lab.service.list(), await lab.service.mailServer()])
  expect(said + readFileSync(lab.db.file, 'latin1')).not.toContain('canary')
  // Another server never gets the password of this one.
  await lab.service.setMailServer({ server: { ...server, host: 'localhost' } })
  expect(await lab.service.mailServer()).toMatchObject({ hasPassword: false })
  await expect(lab.service.test(id)).rejects.toEqual(failsAs('notify.mail_login'))
  expect(await lab.service.list()).toMatchObject([{ failure: { code: 'notify.mail_login' }, waiting: 0 }])
  mail.refusals.RCPT = '550 nobody of this name'
  await lab.service.setMailServer({ server, password: 'canary-password' })
  await expect(lab.service.test(id)).rejects.toEqual(failsAs('notify.mail_refused'))
})

test('pages of the editor fetch theirs until one has shown it', async () => {
  const lab = openNotifyLab()
  const { id } = await lab.service.add({
    ...{ name: 'Browser', enabled: true, rule: 'always', recipes: {}, reportAt: null },
    target: { kind: 'browser' },
  })
  await lab.service.test(id)
  const page = new AbortController()
  const shown = lab.service.messages(page.signal)[Symbol.asyncIterator]()
  const { value } = await shown.next()
  expect(value).toMatchObject([{ kind: 'test', title: 'Segue: a test' }])
  await lab.service.shown(value[0].id)
  expect((await shown.next()).value).toEqual([])
  page.abort()
})

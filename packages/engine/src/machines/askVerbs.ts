import { assign } from 'xstate'
import { stepSetup } from './stepVerbs.ts'

/** Verbs of nodes whose first job says what they wait for: a time, an event, a person. */
export const askSetup = stepSetup.extend({
  guards: {
    /** The first job asks; the second one ends the step. */
    isAsking: ({ context, event }) =>
      event.type === 'JOB.SUCCEEDED' &&
      event.asks !== undefined &&
      Object.keys(context.given ?? {}).length === 0,
    isOtherTopic: ({ context, event }) => event.type === 'SIGNAL' && event.topic !== context.topic,
    /** An answer to something else than what is shown now. */
    isOtherAnswer: ({ context, event }) => event.type === 'ANSWER' && event.outputs !== context.outputs,
  },
  actions: {
    keepAsks: assign(({ event }) => {
      if (event.type !== 'JOB.SUCCEEDED' || !event.asks) return {}
      const { asks, outputs } = event
      return {
        outputs,
        losses: 0,
        failure: null,
        reason: asks.for === 'answer' ? asks.question.slice(0, 300) : null,
        due: asks.for === 'time' ? asks.at : asks.deadline,
        topic: asks.for === 'event' ? asks.topic.slice(0, 200) : null,
      }
    }),
    armDue: assign({ epoch: ({ context }) => context.epoch + 1 }),
    keepEvent: assign(({ event }) =>
      event.type === 'SIGNAL'
        ? { given: { event: { topic: event.topic, at: event.at, data: event.data } } }
        : { given: { event: null } },
    ),
    keepAnswer: assign(({ event }) => ({ given: { answer: event.type === 'ANSWER' ? event.answer : null } })),
    startDue: () => {},
    dropDue: () => {},
  },
})

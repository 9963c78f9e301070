import { describe, expect, it } from 'vitest';
import { FakeServer, OPTIONS, outcome, problem } from './support/fake-server.js';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function asking(options?: object) {
  const server = new FakeServer();
  const run = server.sdk.lux('run', OPTIONS);
  const answer = outcome(run.ask('Deploy?', { choices: ['yes', 'no'], timeout: 1_000, ...options }));
  await turn();
  return { server, answer };
}

describe('a question', () => {
  it('is state, and so is its answer', async () => {
    const { server, answer } = await asking();
    const question = { text: 'Deploy?', choices: ['yes', 'no'] };
    expect(server.documents.get('run')?.data).toEqual({ step: 'waiting on user input', question });
    expect(server.requests[0]?.body?.data).toMatchObject({ answer: null });
    server.patch('run', { answer: { choice: 'yes', by: 'ann' } });
    expect(await answer).toEqual({ choice: 'yes', by: 'ann' });
    expect(server.requests).toHaveLength(1);
  });

  it('is not answered by an answer to another one, nor by none', async () => {
    const { server, answer } = await asking();
    server.put('run', { question: { text: 'Another?' }, answer: 'no' });
    server.put('run', { question: { text: 'Deploy?' }, answer: { by: 'bob' } });
    server.put('run', { question: { text: 'Deploy?' }, answer: 'in words' });
    expect(await answer).toEqual({ choice: 'in words', by: undefined });
  });

  it('is taken back when nobody answers', async () => {
    const { server, answer } = await asking();
    await server.clock.advance(1_000);
    expect(await answer).toMatchObject({ code: 'unanswered' });
    expect(server.requests[1]?.body).toEqual({ data: { question: null }, guard: { '/answer': [null] } });
  });

  it('takes the answer that came while it was taken back', async () => {
    const { server, answer } = await asking();
    const data = { question: { text: 'Deploy?' }, answer: { choice: 'no', by: 'bob' } };
    const current = { version: 900, data, meta: { at: 't', by: 'bob' } };
    server.replies.push(() => problem(412, { code: 'guard_failed', failedGuards: ['/answer'], current }));
    await server.clock.advance(1_000);
    expect(await answer).toEqual({ choice: 'no', by: 'bob' });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, CALL_TRIES, queryString, useSessionRenewal } from '../src/call';
import { Problem } from '../src/problem';

/** What the server answers, one after the other; an Error stands for a network that is away. */
let answers: (Response | Error)[];
let asked: { method: string; body: unknown }[];

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

const refusal = {
  status: 409,
  code: 'SOLD_OUT',
  zh: '已售完。',
  en: 'Sold out.',
  params: { left: 0 },
};

beforeEach(() => {
  answers = [];
  asked = [];
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 500 });
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    asked.push({ method: init.method ?? '', body: init.body });
    const answer = answers.shift() ?? new TypeError('no more answers');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  useSessionRenewal(
    () => Promise.resolve(false),
    () => undefined,
  );
});

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  return promise.then(
    () => expect.unreachable(),
    (error: unknown) => error as Problem,
  );
}

describe('a call', () => {
  it('returns the body of the answer', async () => {
    answers = [json(200, { ok: 1 })];
    expect(await call('GET', '/api/x')).toEqual({ ok: 1 });
  });

  it('turns a refusal into a problem with a text in both languages', async () => {
    answers = [json(409, refusal)];
    const problem = await problemOf(call('POST', '/api/x', { body: {} }));
    expect(problem).toBeInstanceOf(Problem);
    expect(problem.code).toBe('SOLD_OUT');
    expect(problem.text('zh-CN')).toBe('已售完。');
    expect(problem.text('en')).toBe('Sold out.');
    expect(problem.isOutcomeUnknown).toBe(false);
  });

  it('has a text even where a proxy answers without one', async () => {
    answers = [new Response('<html>', { status: 500 })];
    const problem = await problemOf(call('POST', '/api/x'));
    expect(problem.status).toBe(500);
    expect(problem.zh).not.toBe('');
    expect(problem.isOutcomeUnknown).toBe(true);
  });

  it('reads again when the network was away', async () => {
    answers = [new TypeError(), json(200, 1)];
    expect(await call('GET', '/api/x')).toBe(1);
  });

  it('never sends a command twice that carries no id of its own', async () => {
    answers = [new TypeError(), json(200, 1)];
    expect((await problemOf(call('POST', '/api/x'))).isOffline).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it('sends a repeatable command again, unchanged, and gives up in the end', async () => {
    answers = [new TypeError(), json(503, {}), new TypeError()];
    const problem = await problemOf(
      call('POST', '/api/x', { body: { orderId: 'a' }, repeatable: true }),
    );
    expect(problem.isOutcomeUnknown).toBe(true);
    expect(asked).toHaveLength(CALL_TRIES);
    expect(new Set(asked.map((one) => one.body))).toEqual(new Set(['{"orderId":"a"}']));
  });

  it('does not repeat what the server refused', async () => {
    answers = [json(409, refusal), json(200, 1)];
    await problemOf(call('POST', '/api/x', { repeatable: true }));
    expect(asked).toHaveLength(1);
  });
});

describe('a session that has ended', () => {
  it('is renewed once and the call made again', async () => {
    const renew = vi.fn(() => Promise.resolve(true));
    useSessionRenewal(renew, () => expect.unreachable());
    answers = [json(401, {}), json(200, 'done')];
    expect(await call('POST', '/api/x', { body: {} })).toBe('done');
    expect(renew).toHaveBeenCalledOnce();
  });

  it('leads to the sign-in page where it cannot be renewed', async () => {
    const signedOut = vi.fn();
    useSessionRenewal(() => Promise.resolve(false), signedOut);
    answers = [json(401, {})];
    expect((await problemOf(call('GET', '/api/x'))).isSignedOut).toBe(true);
    expect(signedOut).toHaveBeenCalledOnce();
  });

  it('is renewed once for calls that find out together', async () => {
    const renew = vi.fn(() => Promise.resolve(true));
    useSessionRenewal(renew, () => expect.unreachable());
    answers = [json(401, {}), json(401, {}), json(200, 1), json(200, 2)];
    await Promise.all([call('GET', '/api/a'), call('GET', '/api/b')]);
    expect(renew).toHaveBeenCalledOnce();
  });
});

it('writes lists and leaves out what is not given', () => {
  expect(queryString({ a: [1, 2], b: undefined, c: '', d: 'x y' })).toBe('?a=1&a=2&d=x+y');
});

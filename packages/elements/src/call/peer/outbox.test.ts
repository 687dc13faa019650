import { aTimeout, expect } from '@open-wc/testing';
import type { SignalMessage } from '@lectern/core/contract';
import { Outbox } from './outbox.js';
import { PEER_TIMING } from './timing.js';

const message = (have: number, to = 'con-b'): SignalMessage => ({ kind: 'sync', to, generation: 1, have });

/** A server whose answers the test gives. */
function server(timing = {}): {
  readonly posts: { readonly have: number[]; readonly signal: AbortSignal; ok(): void; fail(): void }[];
  readonly outbox: Outbox;
  next(count: number): Promise<void>;
} {
  const posts: { have: number[]; signal: AbortSignal; ok(): void; fail(): void }[] = [];
  let wake = (): void => undefined;
  const outbox = new Outbox({
    timing: { ...PEER_TIMING, postRetry: 5, ...timing },
    send: (messages, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
        posts.push({
          have: messages.map((one) => (one.kind === 'sync' ? one.have : -1)),
          signal,
          ok: () => resolve({ gone: [] }),
          fail: () => reject(new Error('offline')),
        });
        wake();
      }),
  });
  const next = (count: number): Promise<void> =>
    posts.length >= count
      ? Promise.resolve()
      : new Promise((resolve) => {
          wake = () => {
            if (posts.length >= count) resolve();
          };
        });
  return { posts, outbox, next };
}

describe('Outbox', () => {
  it('has one post in flight; what comes meanwhile goes as one batch, in order', async () => {
    const { posts, outbox, next } = server();
    outbox.push(message(1));
    outbox.push(message(2));
    await next(1);
    for (const have of [3, 4, 5]) outbox.push(message(have));
    await aTimeout(0);
    expect(posts.length).to.equal(1);
    posts[0]?.ok();
    await next(2);
    expect(posts.map(({ have }) => have)).to.deep.equal([
      [1, 2],
      [3, 4, 5],
    ]);
    outbox.close();
  });

  it('repeats a failed batch before what came later', async () => {
    const { posts, outbox, next } = server();
    outbox.push(message(1));
    await next(1);
    outbox.push(message(2));
    posts[0]?.fail();
    await next(2);
    expect(posts[1]?.have).to.deep.equal([1, 2]);
    outbox.close();
  });

  it('sends nothing while the way is shut and all of it at once when it opens', async () => {
    const { posts, outbox, next } = server();
    outbox.setOpen(false);
    outbox.push(message(1));
    await aTimeout(0);
    expect(posts.length).to.equal(0);
    outbox.setOpen(true);
    await next(1);
    expect(posts[0]?.have).to.deep.equal([1]);
    outbox.close();
  });

  it('gives a post up after its time and says that it is stalled before', async () => {
    const { posts, outbox, next } = server({ postTimeout: 20 });
    outbox.push(message(1));
    await next(1);
    expect(outbox.isStalled(performance.now())).to.equal(false);
    expect(outbox.isStalled(performance.now() + 3_001)).to.equal(true);
    await next(2);
    expect(posts[0]?.signal.aborted).to.equal(true);
    expect(posts[1]?.have).to.deep.equal([1]);
    outbox.close();
  });

  it('forgets what waits for an address that is gone', async () => {
    const { posts, outbox, next } = server();
    outbox.push(message(1));
    await next(1);
    outbox.push(message(2));
    outbox.push(message(3, 'con-c'));
    outbox.forget('con-b');
    posts[0]?.ok();
    await next(2);
    expect(posts[1]?.have).to.deep.equal([3]);
    outbox.close();
  });

  it('takes at most 100 messages and 128 KiB at once', async () => {
    const { posts, outbox, next } = server();
    outbox.setOpen(false);
    const sdp = 'x'.repeat(11_000);
    for (let count = 0; count < 20; count += 1)
      outbox.push({
        kind: 'description',
        to: 'con-b',
        generation: 1,
        seq: 1,
        description: { type: 'offer', sdp },
      });
    for (let count = 0; count < 150; count += 1) outbox.push(message(count));
    outbox.setOpen(true);
    for (let count = 1; count <= 4; count += 1) {
      await next(count);
      posts[count - 1]?.ok();
    }
    const sizes = posts.map(({ have }) => have.length);
    expect(sizes.reduce((sum, size) => sum + size)).to.equal(170);
    expect(Math.max(...sizes)).to.be.at.most(100);
    expect(posts[0]?.have.length).to.be.at.most(11);
    outbox.close();
  });

  it('ends the post in flight when it closes, and posts no more', async () => {
    const { posts, outbox, next } = server();
    outbox.push(message(1));
    await next(1);
    outbox.close();
    expect(posts[0]?.signal.aborted).to.equal(true);
    outbox.push(message(2));
    await aTimeout(20);
    expect(posts.length).to.equal(1);
  });
});

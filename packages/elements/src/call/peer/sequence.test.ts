import { expect } from '@open-wc/testing';
import { InboundSequence, SentLog } from './sequence.js';

const numbered = (seq: number): { seq: number } => ({ seq });
const seqs = (messages: readonly { seq: number }[] | undefined): number[] | undefined =>
  messages?.map(({ seq }) => seq);

describe('InboundSequence', () => {
  it('puts messages in order and drops repetitions', () => {
    const inbound = new InboundSequence();
    const handled = [3, 1, 1, 2, 3, 5, 2, 4].flatMap((seq) => inbound.accept(numbered(seq), 0));
    expect(seqs(handled)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(inbound.have).to.equal(5);
  });

  it('knows since when something is missing', () => {
    const inbound = new InboundSequence();
    inbound.accept(numbered(2), 10);
    inbound.accept(numbered(3), 20);
    expect(inbound.gapSince).to.equal(10);
    inbound.accept(numbered(5), 30);
    inbound.accept(numbered(1), 40);
    expect(inbound.gapSince).to.equal(40);
    inbound.accept(numbered(4), 50);
    expect(inbound.gapSince).to.equal(undefined);
  });

  it('holds no endless pile of a sender that never fills the hole, and takes the rest when asked again', () => {
    const inbound = new InboundSequence();
    for (let seq = 2; seq < 1_000; seq += 1) inbound.accept(numbered(seq), 0);
    expect(inbound.accept(numbered(1), 0)).to.have.lengthOf(201);
    expect(seqs(inbound.accept(numbered(202), 0))).to.deep.equal([202]);
  });
});

describe('SentLog', () => {
  it('repeats what came after a number', () => {
    const sent = new SentLog();
    for (let count = 0; count < 5; count += 1) sent.keep(numbered(sent.take()));
    expect(seqs(sent.after(3))).to.deep.equal([4, 5]);
    expect(seqs(sent.after(0))).to.deep.equal([1, 2, 3, 4, 5]);
    expect(seqs(sent.after(9))).to.deep.equal([]);
  });

  it('says so when part of it is no longer kept', () => {
    const sent = new SentLog();
    for (let count = 0; count < 61; count += 1) sent.keep(numbered(sent.take()));
    expect(sent.after(0)).to.equal(undefined);
    expect(seqs(sent.after(1))).to.have.lengthOf(60);
  });
});

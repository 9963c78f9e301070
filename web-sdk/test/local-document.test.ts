import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../src/json.js';
import { LocalDocument, type Known, type Overlay } from '../src/local-document.js';
import { apply, type Operation } from '../src/operation.js';

function present(version: number, data: Json): Known {
  return { kind: 'present', version, data, at: undefined, by: undefined, stale: undefined, skipped: 0 };
}

describe('the version rule', () => {
  it('takes only higher versions', () => {
    const document = new LocalDocument();
    document.confirm(present(5, 'five'));
    document.confirm(present(4, 'four'));
    document.confirm(present(5, 'other five'));
    expect(document.view.data).toBe('five');
  });

  it('does not let old news bring a deleted document back', () => {
    const document = new LocalDocument();
    document.confirm({ kind: 'absent', version: 6, skipped: 0 });
    document.confirm(present(5, 'five'));
    expect(document.view).toMatchObject({ known: true, data: undefined, version: 6 });
  });

  it('is off for a reset, and on again after it', () => {
    const document = new LocalDocument();
    document.confirm(present(50, 'fifty'));
    document.reset(present(3, 'three'));
    document.confirm(present(2, 'two'));
    expect(document.view).toMatchObject({ data: 'three', version: 3 });
  });

  it('takes anything once after the mark was dropped', () => {
    const document = new LocalDocument();
    document.confirm(present(50, 'fifty'));
    document.unmark();
    document.confirm(present(3, 'three'));
    document.confirm(present(2, 'two'));
    expect(document.view.data).toBe('three');
  });
});

describe('local writes', () => {
  it('are shown at once and marked as pending', () => {
    const document = new LocalDocument();
    document.confirm(present(1, { a: 1, b: 1 }));
    document.hold({ kind: 'patch', data: { b: 2 } });
    expect(document.view).toMatchObject({ data: { a: 1, b: 2 }, version: 1, pending: true });
  });

  it('stay shown after the ack until the news of that version came', () => {
    const document = new LocalDocument();
    document.confirm(present(1, { a: 1 }));
    const overlay = document.hold({ kind: 'patch', data: { a: 2 } });
    document.acknowledge(overlay, 7);
    expect(document.view).toMatchObject({ data: { a: 2 }, pending: false });
    document.confirm(present(6, { a: 1, b: 6 }));
    expect(document.view.data).toEqual({ a: 2, b: 6 });
    document.confirm(present(7, { a: 'as stored' }));
    expect(document.view.data).toEqual({ a: 'as stored' });
    expect(document.settled).toBe(true);
  });

  it('of a document that is not known show a put and no patch', () => {
    const document = new LocalDocument();
    document.hold({ kind: 'patch', data: { a: 1 } });
    expect(document.view).toMatchObject({ known: false, data: undefined });
    document.hold({ kind: 'put', data: { b: 1 } });
    expect(document.view).toMatchObject({ known: true, data: { b: 1 } });
  });

  it('are frozen, as the confirmed state is, against changes from outside', () => {
    const document = new LocalDocument();
    document.hold({ kind: 'put', data: { list: [{ a: 1 }] } });
    const { data } = document.view;
    expect(() => {
      (data as { list: { a: number }[] }).list.push({ a: 2 });
    }).toThrow(TypeError);
  });

  it('that were acknowledged and never confirmed take no more and more memory', () => {
    const document = new LocalDocument();
    document.confirm(present(1, { n: 0 }));
    for (let n = 1; n <= 1_000; n++)
      document.acknowledge(document.hold({ kind: 'patch', data: { n, [`k${n % 3}`]: n } }), n + 1);
    expect(document.view.data).toEqual({ n: 1_000, k0: 999, k1: 1_000, k2: 998 });
    const overlays = (document as unknown as { overlays: readonly Overlay[] }).overlays;
    expect(overlays.length).toBeLessThan(10);
  });
});

/** What may happen to a document here, with a broker that decides what it takes and tells late. */
type Step =
  | { readonly kind: 'write'; readonly operation: Operation }
  | { readonly kind: 'foreign'; readonly data: Json }
  | { readonly kind: 'take'; readonly which: number }
  | { readonly kind: 'refuse'; readonly which: number }
  | { readonly kind: 'tell' };

const small: fc.Arbitrary<Json> = fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom<Json>(1, 2, null, { c: 3 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    operation: fc.record({ kind: fc.constantFrom('put' as const, 'patch' as const), data: small }),
  }),
  fc.record({ kind: fc.constant('foreign' as const), data: small }),
  fc.record({ kind: fc.constant('take' as const), which: fc.nat(3) }),
  fc.record({ kind: fc.constant('refuse' as const), which: fc.nat(3) }),
  fc.constant<Step>({ kind: 'tell' }),
);

describe('whatever is written, taken, refused and told, in whatever order', () => {
  it('confirmed is what the broker told, shown is that with the open writes on top, and all ends equal', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const document = new LocalDocument();
        const open: Overlay[] = [];
        const told: Known[] = [];
        let broker = present(1, { a: 1 });
        document.confirm(broker);
        let last: Known = broker;
        const take = (operation: Operation): number => {
          const version = broker.version + 1;
          broker = present(version, apply(operation, broker.kind === 'present' ? broker.data : undefined));
          told.push(broker);
          return version;
        };
        const perform = (step: Step): void => {
          const which = 'which' in step ? open[step.which % Math.max(open.length, 1)] : undefined;
          if (step.kind === 'write') open.push(document.hold(step.operation));
          else if (step.kind === 'foreign') take({ kind: 'put', data: step.data });
          else if (step.kind === 'tell') {
            const news = told.shift();
            if (news !== undefined) document.confirm((last = news));
          } else if (which !== undefined) {
            open.splice(open.indexOf(which), 1);
            if (step.kind === 'refuse') document.refuse(which);
            else document.acknowledge(which, take(which.operation));
          }
        };
        for (const each of steps) {
          const confirmed = document.confirmed;
          perform(each);
          // Only the broker's word changes what is confirmed.
          if (each.kind !== 'tell') expect(document.confirmed).toBe(confirmed);
          expect(document.confirmed).toBe(last);
          expect(document.view.pending).toBe(open.length > 0);
          if (document.settled) expect(document.view.data).toBe(last.kind === 'present' ? last.data : undefined);
        }
        for (const overlay of open) document.refuse(overlay);
        for (const news of told) document.confirm(news);
        expect(document.settled).toBe(true);
        expect(document.view.data).toEqual(broker.kind === 'present' ? broker.data : undefined);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Moments and hand-made links for the tests of this folder. */
import fc from 'fast-check';
import {
  arbitraryInstant,
  arbitraryNode,
  arbitraryScenario,
  arbitraryTopicName,
} from '../../testing/arbitrary-scenario.ts';
import { required } from '../kernel/assert.ts';
import v1 from './fixtures/v1.json' with { type: 'json' };
import { fromAsciiJson, toAsciiJson } from './ascii-json.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { checkValue } from './check-value.ts';
import { LIMITS } from './limits.ts';
import type { SharedMoment, SharedSelection } from './shared-moment.ts';

interface LinkFixture {
  readonly name: string;
  readonly deflated: string;
  readonly plain: string;
  readonly moment: SharedMoment;
}

/** Links of version 1 as they were written once: never to be written anew. */
export const V1_LINKS = v1 as unknown as readonly LinkFixture[];
export const TYPICAL = required(V1_LINKS[0], 'the first link');

/** The typical moment with other fields in its scenario, also such as the type forbids. */
export function withScenario(changes: Readonly<Record<string, unknown>>): SharedMoment {
  const { branch, view } = TYPICAL.moment;
  return { branch: { ...branch, scenario: { ...branch.scenario, ...changes } }, view };
}

export function withView(changes: Readonly<Record<string, unknown>>): SharedMoment {
  const { branch, view } = TYPICAL.moment;
  return { branch, view: { ...view, ...changes } };
}

/** A `g0` link around whatever is put into it, with lengths and check values that fit. */
export function craftLink(run: unknown, view: unknown): string {
  return `#g0.${craftPart(toAsciiJson(run))}.${craftPart(toAsciiJson(view))}`;
}

export function craftPart(payload: Uint8Array, body: Uint8Array = payload): string {
  const part = new Uint8Array(6 + body.length);
  const header = new DataView(part.buffer);
  header.setUint16(0, body.length & 0xffff);
  header.setUint32(2, checkValue(payload));
  part.set(body, 6);
  return toBase64url(part);
}

/** The JSON of a part of a `g0` link. */
export function payloadOf(link: string, part: 'run' | 'view'): unknown {
  const bytes = fromBase64url(link.split('.')[part === 'run' ? 1 : 2] ?? '');
  return fromAsciiJson(required(bytes, part).subarray(6));
}

const eventSeq = fc.nat(LIMITS.eventSeq);

const arbitrarySelection: fc.Arbitrary<SharedSelection> = fc.oneof(
  fc.record({ type: fc.constant('consumer' as const), node: arbitraryNode }),
  fc.record({ type: fc.constant('coordinator' as const) }),
  fc.record({
    type: fc.constant('partition' as const),
    topic: arbitraryTopicName,
    partition: fc.nat(LIMITS.partitions - 1),
  }),
  fc.record({ type: fc.constantFrom('message' as const, 'event' as const), seq: eventSeq }),
);

export const arbitraryMoment: fc.Arbitrary<SharedMoment> = fc.record({
  branch: fc.record({
    name: fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).map((name) => name.slice(0, 40)),
    scenario: arbitraryScenario,
    parted: fc.option(fc.record({ at: arbitraryInstant, main: fc.option(arbitraryScenario) })),
  }),
  view: fc.record({
    at: arbitraryInstant,
    seq: fc.oneof(fc.constant(-1), eventSeq),
    selected: fc.option(arbitrarySelection),
    depth: fc.constantFrom('learner' as const, 'engineer' as const, 'implementer' as const),
    speed: fc.double({ min: LIMITS.speedLeast, max: LIMITS.speedMost, noNaN: true }),
    digest: fc.stringMatching(/^[0-9a-f]{16}$/),
  }),
});

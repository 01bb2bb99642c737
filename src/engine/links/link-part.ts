/**
 * One part of a link: how long it is, its check value, and its JSON, deflated where that is possible; all of it in
 * base64url (SPEC LK-02…LK-05). Six bytes of header are eight characters, so the body begins on a whole one.
 */
import { err, ok, type Result } from '../kernel/result.ts';
import { fromAsciiJson, toAsciiJson } from './ascii-json.ts';
import { base64urlChars, fromBase64url, strangeCharacter, toBase64url } from './base64url.ts';
import { checkValue } from './check-value.ts';
import type { Compression } from './compression.ts';
import { counted, LIMITS, withCommas } from './limits.ts';
import type { Flaw } from './link-error.ts';
import type { Packed } from './packing.ts';

const HEADER_BYTES = 6;

/** How the bodies of a link are packed: what stands before the first dot. */
export type Container = { readonly type: 'plain' } | { readonly type: 'deflated'; readonly by: Compression };

export async function partToText(packed: Packed, container: Container): Promise<Result<string, Flaw>> {
  const payload = toAsciiJson(packed);
  if (payload.length > LIMITS.unpackedBytes) return err(tooLarge());
  const body = container.type === 'plain' ? payload : await container.by.deflate(payload);
  const part = new Uint8Array(HEADER_BYTES + body.length);
  const header = new DataView(part.buffer);
  // A body beyond 16 bits makes a link beyond its limit; whoever puts the parts together refuses it.
  header.setUint16(0, body.length & 0xffff);
  header.setUint32(2, checkValue(payload));
  part.set(body, HEADER_BYTES);
  return ok(toBase64url(part));
}

/** The JSON of a part; `isLast` tells one that was cut off from one that lost characters in its middle. */
export async function readPart(
  text: string,
  { container, isLast }: { readonly container: Container; readonly isLast: boolean },
): Promise<Result<unknown, Flaw>> {
  const bytes = fromBase64url(text);
  if (bytes === undefined) return err(strange(text));
  const flaw = wrongLength(text, bytes, isLast);
  if (flaw !== undefined) return err(flaw);
  const body = bytes.subarray(HEADER_BYTES);
  const payload =
    container.type === 'plain' ? ok(body) : await container.by.inflate(body, LIMITS.unpackedBytes);
  if (!payload.ok) return err(payload.error === 'tooLarge' ? tooLarge() : changed());
  if (checkValue(payload.value) !== headerOf(bytes).getUint32(2)) return err(changed());
  const json = fromAsciiJson(payload.value);
  return json === undefined ? err({ code: 'LINK_INVALID', why: 'is not JSON' }) : ok(json);
}

function wrongLength(text: string, bytes: Uint8Array, isLast: boolean): Flaw | undefined {
  if (bytes.length < HEADER_BYTES)
    return { code: isLast ? 'LINK_TRUNCATED' : 'LINK_DAMAGED', why: 'breaks off at its beginning' };
  const wanted = base64urlChars(HEADER_BYTES + headerOf(bytes).getUint16(0));
  if (text.length === wanted) return undefined;
  const counts = `${withCommas(text.length)} of ${counted(wanted, 'character')}`;
  return isLast && text.length < wanted
    ? { code: 'LINK_TRUNCATED', why: `breaks off after ${counts}` }
    : { code: 'LINK_DAMAGED', why: `was changed on its way: it has ${counts}` };
}

function headerOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
}

function strange(text: string): Flaw {
  const found = strangeCharacter(text);
  const where =
    found === undefined ? '' : `: its character ${found.index + 1} is “${found.char}”, which no link has`;
  return { code: 'LINK_DAMAGED', why: `was changed on its way${where}` };
}

function changed(): Flaw {
  return { code: 'LINK_DAMAGED', why: 'was changed on its way: its check value does not fit' };
}

function tooLarge(): Flaw {
  const most = counted(LIMITS.unpackedBytes, 'byte');
  return { code: 'LINK_TOO_LARGE', why: `unpacks to more than ${most}, which no run that we share does` };
}

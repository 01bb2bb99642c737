import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { browserCompression } from '../../app/client/compression.ts';
import { required } from '../kernel/assert.ts';
import { fromAsciiJson, toAsciiJson } from './ascii-json.ts';
import { base64urlChars, fromBase64url, strangeCharacter, toBase64url } from './base64url.ts';
import { checkValue } from './check-value.ts';
import { partToText, readPart } from './link-part.ts';

const compression = required(browserCompression(), 'compression in Node');
const someBytes = fc.uint8Array({ maxLength: 2_000 });

test('LK-02: base64url is that of the rest of the world, both ways', () => {
  fc.assert(
    fc.property(someBytes, (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(text.length).toBe(base64urlChars(bytes.length));
      expect(fromBase64url(text)).toEqual(new Uint8Array(bytes));
    }),
  );
});

test('LK-02: a character outside base64url is found, not skipped', () => {
  expect(fromBase64url('AAAA=')).toBeUndefined();
  expect(fromBase64url('AA+A')).toBeUndefined();
  expect(strangeCharacter('AA/A')).toEqual({ char: '/', index: 2 });
  expect(strangeCharacter('Az09-_')).toBeUndefined();
});

test('LK-02: a part is length, check value and body', async () => {
  const part = await partToText([1, 'a'], { type: 'plain' });
  const bytes = Buffer.from(part.ok ? part.value : '', 'base64url');
  expect(bytes.readUInt16BE(0)).toBe('[1,"a"]'.length);
  expect(bytes.readUInt32BE(2)).toBe(crc32('[1,"a"]'));
  expect(bytes.subarray(6).toString()).toBe('[1,"a"]');
});

test('LK-03: the payload is 7-bit JSON, and every text comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const bytes = toAsciiJson([text]);
      expect(bytes.every((byte) => byte < 0x7f)).toBe(true);
      expect(fromAsciiJson(bytes)).toEqual([text]);
    }),
  );
  expect(new TextDecoder().decode(toAsciiJson('é\ud800'))).toBe('"\\u00e9\\ud800"');
  expect(fromAsciiJson(Uint8Array.of(0x5b))).toBeUndefined();
});

test('LK-04: the check value is CRC-32', () => {
  expect(checkValue(new TextEncoder().encode('123456789'))).toBe(0xcbf4_3926);
  fc.assert(
    fc.property(someBytes, (bytes) => {
      expect(checkValue(bytes)).toBe(crc32(bytes));
    }),
  );
});

test('LK-04: any damage within four bytes changes the check value', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 4, maxLength: 500 }),
      fc.nat(),
      fc.integer({ min: 1, max: 0xffff_ffff }),
      (bytes, seed, flips) => {
        const at = seed % (bytes.length - 3);
        const damaged = new Uint8Array(bytes);
        const view = new DataView(damaged.buffer);
        view.setUint32(at, view.getUint32(at) ^ flips);
        expect(checkValue(damaged)).not.toBe(checkValue(bytes));
      },
    ),
  );
});

test('LK-80: what was deflated inflates to itself, also in many slices', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
      const packed = await compression.deflate(bytes);
      expect(await compression.inflate(packed, bytes.length)).toEqual({
        ok: true,
        value: new Uint8Array(bytes),
      });
      if (bytes.length > 0)
        expect(await compression.inflate(packed, bytes.length - 1)).toEqual({ ok: false, error: 'tooLarge' });
    }),
    { numRuns: 50 },
  );
});

test('LK-80: a bomb of a hundred megabytes stops at the limit', async () => {
  const bomb = deflateRawSync(new Uint8Array(100_000_000), { level: 9 });
  expect(bomb.length).toBeLessThan(100_000);
  expect(await compression.inflate(bomb, 1_048_576)).toEqual({ ok: false, error: 'tooLarge' });
});

test('LK-80: rubbish and what was cut are answered', async () => {
  const packed = await compression.deflate(new TextEncoder().encode('a text that is long enough to be cut'));
  for (let length = 0; length < packed.length; length++)
    expect(await compression.inflate(packed.subarray(0, length), 1_000)).toEqual({
      ok: false,
      error: 'damaged',
    });
  await fc.assert(
    fc.asyncProperty(someBytes, async (bytes) => {
      expect(Object.keys(await compression.inflate(bytes, 10_000))).toContain('ok');
    }),
  );
});

test('LK-22: a part with more characters than it announces is not read', async () => {
  const part = await partToText(['x'], { type: 'plain' });
  const longer = `${part.ok ? part.value : ''}AAAA`;
  const found = await readPart(longer, { container: { type: 'plain' }, isLast: true });
  expect(found).toMatchObject({ ok: false, error: { code: 'LINK_DAMAGED' } });
});

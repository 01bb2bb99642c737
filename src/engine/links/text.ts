/**
 * A moment as the text of a link and back: `#g1.<run>.<view>`, or `#g0.` without compression (SPEC LK-01…LK-08,
 * LK-20…LK-31). Reading never throws: a link opens the very same run or is answered with a sentence.
 */
import { err, ok, type Result } from '../kernel/result.ts';
import { packRun, packView } from './codec-v1.ts';
import type { Compression } from './compression.ts';
import { findLink } from './find-link.ts';
import { counted, LIMITS, withCommas } from './limits.ts';
import { cannotUnpack, notWritten, runLost, tooNew, viewLost } from './link-error.ts';
import type { Flaw, Kept, LinkError } from './link-error.ts';
import { partToText, readPart, type Container } from './link-part.ts';
import { danglingNames } from './references.ts';
import type { OpenedMoment, SharedBranch, SharedMoment, SharedView } from './shared-moment.ts';
import { CODECS, NEWEST_VERSION, upgradeBranch, upgradeView } from './upgrade.ts';
import { parseText } from './validate-command.ts';
import { parseBranch, parseView } from './validate-moment.ts';

/** The link from `#` on; what could not be opened again is not written. `null`: there is no compression here. */
export async function writeLink(
  moment: SharedMoment,
  compression: Compression | null,
): Promise<Result<string, LinkError>> {
  const branch = parseBranch(moment.branch, '');
  if (!branch.ok)
    return err(notWritten({ code: 'LINK_INVALID', why: `would not open again (${branch.error})` }));
  const view = parseView(moment.view, '');
  if (!view.ok) return err(notWritten({ code: 'LINK_INVALID', why: `would not open again (${view.error})` }));
  const container: Container =
    compression === null ? { type: 'plain' } : { type: 'deflated', by: compression };
  const run = await partToText(packRun(branch.value), container);
  if (!run.ok) return err(notWritten(run.error));
  const look = await partToText(packView(view.value), container);
  if (!look.ok) return err(notWritten(look.error));
  const link = `#g${compression === null ? 0 : 1}.${run.value}.${look.value}`;
  if (link.length <= LIMITS.linkChars) return ok(link);
  const why = `takes ${counted(link.length, 'character')}, and at most ${withCommas(LIMITS.linkChars)} are read`;
  return err(notWritten({ code: 'LINK_TOO_LONG', why }));
}

/** The moment in a link, or in an address that holds one. */
export async function readLink(
  pasted: string,
  compression: Compression | null,
): Promise<Result<OpenedMoment, LinkError>> {
  const found = findLink(pasted);
  if (!found.ok) return found;
  const { mark, parts } = found.value;
  const container = containerOf(mark, compression);
  if (!container.ok) return container;
  const run = await readRun(parts, container.value);
  if (!run.ok) return run;
  const view = await readView(parts, { container: container.value, version: run.value.version });
  if (!view.ok) return err(viewLost(view.error, run.value));
  const moment = { branch: run.value.branch, view: view.value };
  return ok({ moment, warnings: danglingNames(moment) });
}

function containerOf(mark: number, compression: Compression | null): Result<Container, LinkError> {
  if (mark === 0) return ok({ type: 'plain' });
  if (mark > 1) return err(tooNew({ version: mark, title: null, branch: null }, NEWEST_VERSION));
  return compression === null ? err(cannotUnpack()) : ok({ type: 'deflated', by: compression });
}

interface ReadRun {
  readonly version: number;
  readonly branch: SharedBranch;
}

async function readRun(parts: readonly string[], container: Container): Promise<Result<ReadRun, LinkError>> {
  const payload = await readPart(parts[0] ?? '', { container, isLast: parts.length === 1 });
  if (!payload.ok) return err(runLost(payload.error));
  const named = nameOf(payload.value);
  if (named === undefined) return err(runLost({ code: 'LINK_INVALID', why: 'does not say its version' }));
  const { fields, kept } = named;
  const codec = CODECS.get(kept.version);
  if (codec === undefined) return err(tooNew(kept, NEWEST_VERSION));
  const plain = codec.unpackRun(fields);
  if (!plain.ok) return err(runLost(unusable(plain.error), kept));
  const branch = parseBranch(upgradeBranch(plain.value, kept.version), '');
  return branch.ok
    ? ok({ version: kept.version, branch: branch.value })
    : err(runLost(unusable(branch.error), kept));
}

/** What every version says in the same place: its number, and texts of which the first is the title. */
function nameOf(payload: unknown): { readonly fields: readonly unknown[]; readonly kept: Kept } | undefined {
  if (!Array.isArray(payload)) return undefined;
  const [version, texts]: readonly unknown[] = payload;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) return undefined;
  const title = parseText(Array.isArray(texts) ? texts[0] : undefined, '');
  return { fields: payload, kept: { version, title: title.ok ? title.value : null, branch: null } };
}

async function readView(
  [, ...parts]: readonly string[],
  { container, version }: { readonly container: Container; readonly version: number },
): Promise<Result<SharedView, Flaw>> {
  if (parts.length === 0) return err({ code: 'LINK_TRUNCATED', why: 'is missing' });
  const payload = await readPart(parts.join('.'), { container, isLast: true });
  if (!payload.ok) return payload;
  const plain = CODECS.get(version)?.unpackView(payload.value) ?? err('has no codec');
  if (!plain.ok) return err(unusable(plain.error));
  const view = parseView(upgradeView(plain.value, version), '');
  return view.ok ? view : err(unusable(view.error));
}

function unusable(why: string): Flaw {
  return { code: 'LINK_INVALID', why: `arrived whole but cannot be used (${why})` };
}

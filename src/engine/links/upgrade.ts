/**
 * The table of versions: who unpacks which, and what turns the plain fields of one version into those of the next, so
 * that old links, old files and what old pages kept open for ever. (SPEC LK-17, LK-18)
 */
import type { Result } from '../kernel/result.ts';
import * as v1 from './codec-v1.ts';
import { isObject } from './parse.ts';

export const NEWEST_VERSION = 1;

interface Codec {
  /** From the JSON of a run part to plain fields of that version's `SharedBranch`. */
  unpackRun(payload: readonly unknown[]): Result<unknown, string>;
  /** From the JSON of a view part to plain fields of that version's `SharedView`. */
  unpackView(payload: unknown): Result<unknown, string>;
}

/** From the plain fields of one version to those of the next. They may get rubbish; the gate stands behind them. */
export interface Upgrade {
  scenario(plain: unknown): unknown;
  view(plain: unknown): unknown;
}

/** One codec for every version that ever was. */
export const CODECS: ReadonlyMap<number, Codec> = new Map([[1, v1]]);

/** UPGRADES[n − 1] makes version n + 1 of version n; as long as the newest is 1 there is none. */
export const UPGRADES: readonly Upgrade[] = [];

export function upgradeScenario(plain: unknown, version: number, upgrades = UPGRADES): unknown {
  return upgrades.slice(version - 1).reduce((fields, upgrade) => upgrade.scenario(fields), plain);
}

export function upgradeView(plain: unknown, version: number, upgrades = UPGRADES): unknown {
  return upgrades.slice(version - 1).reduce((fields, upgrade) => upgrade.view(fields), plain);
}

/** A branch holds up to two scenarios: its own and that of main. */
export function upgradeBranch(plain: unknown, version: number, upgrades = UPGRADES): unknown {
  if (!isObject(plain)) return plain;
  const { scenario, parted } = plain;
  const main = isObject(parted) ? parted['main'] : null;
  return {
    ...plain,
    scenario: upgradeScenario(scenario, version, upgrades),
    ...(isObject(parted) && isObject(main)
      ? { parted: { ...parted, main: upgradeScenario(main, version, upgrades) } }
      : {}),
  };
}

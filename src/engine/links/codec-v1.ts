/**
 * Version 1 of what a link carries, as positional JSON (SPEC LK-10…LK-15). Links of this version are out in the
 * world: order, numbers and known texts here may grow at the end, and nothing else may change.
 */
import { err, ok, type Result } from '../kernel/result.ts';
import type { Instant } from '../kernel/time.ts';
import type { Command, ConsumerSpec, TimedCommand } from '../world/command.ts';
import type { Scenario, TopicSpec } from '../world/scenario.ts';
import { KNOWN_TEXTS_V1 } from './known-texts-v1.ts';
import {
  asItIs,
  fields,
  list,
  listOfPacked,
  nullable,
  numbered,
  text,
  textMap,
  variants,
  type Packed,
  type Packing,
} from './packing.ts';
import type { Parting, SharedBranch, SharedDepth, SharedSelection, SharedView } from './shared-moment.ts';
import { readTexts, TextTable } from './text-table.ts';

const number = asItIs as Packing<number>;
const time = asItIs as Packing<Instant>;
const literal = asItIs as Packing<string>;

const consumer = fields<ConsumerSpec>({ name: text, settings: textMap, msPerRecord: number });

const command = variants<Command>({
  addConsumer: [0, fields({ consumer })],
  killNode: [1, fields({ node: text })],
  closeConsumer: [2, fields({ node: text })],
  restartNode: [3, fields({ node: text })],
  pauseNode: [4, fields({ node: text, threads: numbered({ all: 0, library: 1, application: 2 }) })],
  resumeNode: [5, fields({ node: text })],
  changeProcessing: [6, fields({ node: text, msPerRecord: number, stuckMs: number })],
  moveCoordinator: [7, fields({ to: text, loadMs: number })],
  restartCoordinator: [8, fields({ loadMs: number })],
  addPartitions: [9, fields({ topic: text, count: number })],
  changeRate: [10, fields({ topic: text, recordsPerSecond: number })],
  failAppends: [11, fields({ errorCode: number, count: number })],
  changeConfig: [12, fields({ scope: text, key: text, value: text })],
});

/** A command's list begins with the time since the command before. */
const commands: Packing<readonly TimedCommand[]> = {
  pack: (timed, texts) =>
    timed.map(({ at, command: given }, index) => [
      at - (timed[index - 1]?.at ?? 0),
      ...listOfPacked(command.pack(given, texts)),
    ]),
  unpack(packed, texts) {
    if (!Array.isArray(packed)) return err('the commands are not a list');
    const timed: unknown[] = [];
    let at = 0;
    for (const [index, entry] of packed.entries()) {
      if (!Array.isArray(entry)) return err(`command ${index + 1} is not a list`);
      const [sinceLast, ...given]: readonly unknown[] = entry;
      const unpacked = command.unpack(given, texts);
      if (!unpacked.ok) return err(`command ${index + 1}: ${unpacked.error}`);
      // What is no number makes an instant that is none; the gate behind the codec says so.
      at += typeof sinceLast === 'number' ? sinceLast : Number.NaN;
      timed.push({ at, command: unpacked.value });
    }
    return ok(timed);
  },
};

const scenario = fields<Scenario>({
  title: text,
  seed: number,
  server: fields<Scenario['server']>({ name: numbered({ 'apache-kafka': 0 }), version: text }),
  brokers: number,
  topics: list(
    fields<TopicSpec>({ name: text, partitions: number, recordsPerSecond: number, batchMs: number }),
  ),
  groupId: text,
  latencyMs: fields<Scenario['latencyMs']>({ least: number, most: number }),
  brokerSettings: textMap,
  consumerSettings: textMap,
  commands,
});

const branch = fields<SharedBranch>({
  name: text,
  scenario,
  parted: nullable(fields<Parting>({ at: time, main: nullable(scenario) })),
});

/** A view holds few texts, so they stand where they are used. */
const view = fields<SharedView>({
  at: time,
  seq: number,
  selected: nullable(
    variants<SharedSelection>({
      consumer: [0, fields({ node: literal })],
      coordinator: [1, fields({})],
      partition: [2, fields({ topic: literal, partition: number })],
      message: [3, fields({ seq: number })],
      event: [4, fields({ seq: number })],
    }),
  ),
  depth: numbered<SharedDepth>({ learner: 0, engineer: 1, implementer: 2 }),
  speed: number,
  digest: literal,
});

const NO_TEXTS = new TextTable([]);

/** Of every version for ever: the version, then texts of which the first is the title. */
export function packRun(shared: SharedBranch): Packed {
  const texts = new TextTable(KNOWN_TEXTS_V1);
  texts.add(shared.scenario.title);
  const packed = branch.pack(shared, texts);
  return [1, texts.own(), packed];
}

export function unpackRun(payload: readonly unknown[]): Result<unknown, string> {
  const [, own, packed] = payload;
  if (!Array.isArray(own) || payload.length !== 3) return err('the run is not version, texts and branch');
  return branch.unpack(packed, readTexts(KNOWN_TEXTS_V1, own));
}

export function packView(shared: SharedView): Packed {
  return view.pack(shared, NO_TEXTS);
}

export function unpackView(payload: unknown): Result<unknown, string> {
  return view.unpack(payload, readTexts([], []));
}

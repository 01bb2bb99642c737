/** What the stage shows at one instant: partitions, consumers with wires and timers, the coordinator. */
import type { Scenario } from '../../../engine/world/scenario.ts';
import type { Frame } from '../../../engine/world/frame.ts';
import type { TraceEvent } from '../../../engine/world/trace.ts';
import type { Measures } from '../../../engine/measures/measures.ts';
import type { Instant } from '../../../engine/kernel/time.ts';
import { toConsumers, type ConsumerModel } from './model-consumers.ts';
import { toCoordinator, type CoordinatorModel } from './model-coordinator.ts';
import { toPartitions, type PartitionModel } from './model-partitions.ts';
import { recentFacts } from './recent.ts';
import { perSecond } from './words.ts';

export interface StageInput {
  readonly frame: Frame;
  readonly trace: readonly TraceEvent[];
  readonly scenario: Scenario | null;
  readonly measures: Measures | null;
}

export interface StageModel {
  readonly at: Instant;
  readonly groupId: string;
  readonly partitions: readonly PartitionModel[];
  readonly consumers: readonly ConsumerModel[];
  readonly coordinator: CoordinatorModel;
  /** Long, short: of the three columns. */
  readonly captions: {
    readonly topics: string;
    readonly topicsShort: string;
    readonly latency: string;
  };
}

export function toStage({ frame, trace, scenario, measures }: StageInput): StageModel {
  const facts = recentFacts(frame, trace);
  const group = frame.groups.find(({ groupId }) => groupId === scenario?.groupId) ?? frame.groups[0] ?? null;
  const groupId = group?.groupId ?? scenario?.groupId ?? '';
  const partitions = toPartitions(frame, facts, measures);
  return {
    at: frame.at,
    groupId,
    partitions,
    consumers: toConsumers({ frame, trace, group, facts }),
    coordinator: toCoordinator(frame, group),
    captions: { ...topicCaptions(frame), latency: latencyCaption(scenario) },
  };
}

function topicCaptions(frame: Frame): { topics: string; topicsShort: string } {
  const topics = [...new Set(frame.partitions.map(({ topic }) => topic))];
  const [first] = topics;
  if (first === undefined) return { topics: 'no topic', topicsShort: 'no topic' };
  if (topics.length > 1) return { topics: topics.join(', '), topicsShort: topics.join(', ') };
  const rate = frame.recordsPerSecond[first];
  if (rate === undefined) return { topics: first, topicsShort: first };
  return {
    topics: `${first} · ${perSecond(rate)} in each`,
    topicsShort: `${first} · ${rate}/s in each`,
  };
}

function latencyCaption(scenario: Scenario | null): string {
  if (scenario === null) return '';
  const { least, most } = scenario.latencyMs;
  return least === most ? `${least} ms each way` : `${least}–${most} ms each way`;
}

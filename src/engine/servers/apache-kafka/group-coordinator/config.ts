/**
 * The broker settings that a classic group obeys, with their defaults and the ranges Kafka declares for them.
 * (spec/classic §2; GroupCoordinatorConfig of apache/kafka 4.4.0)
 */

export interface CoordinatorConfig {
  readonly groupMinSessionTimeoutMs: number;
  readonly groupMaxSessionTimeoutMs: number;
  readonly groupInitialRebalanceDelayMs: number;
  readonly groupMaxSize: number;
  /** How long a new member may take for its first join; not a setting in Kafka either. */
  readonly newMemberJoinTimeoutMs: number;
  readonly offsetMetadataMaxSize: number;
  readonly offsetsRetentionMs: number;
  readonly offsetsRetentionCheckIntervalMs: number;
  readonly offsetCommitTimeoutMs: number;
  readonly consumerUpgradeEnabled: boolean;
}

type Settings = Readonly<Record<string, string>>;

export function parseCoordinatorConfig(settings: Settings): CoordinatorConfig {
  const policy = (settings['group.consumer.migration.policy'] ?? 'bidirectional').toLowerCase();
  return {
    groupMinSessionTimeoutMs: whole(settings, 'group.min.session.timeout.ms', 6_000),
    groupMaxSessionTimeoutMs: whole(settings, 'group.max.session.timeout.ms', 1_800_000),
    groupInitialRebalanceDelayMs: whole(settings, 'group.initial.rebalance.delay.ms', 3_000),
    groupMaxSize: whole(settings, 'group.max.size', 2_147_483_647),
    newMemberJoinTimeoutMs: 300_000,
    offsetMetadataMaxSize: whole(settings, 'offset.metadata.max.bytes', 4_096),
    offsetsRetentionMs: whole(settings, 'offsets.retention.minutes', 10_080) * 60_000,
    offsetsRetentionCheckIntervalMs: whole(settings, 'offsets.retention.check.interval.ms', 600_000),
    offsetCommitTimeoutMs: whole(settings, 'offsets.commit.timeout.ms', 5_000),
    consumerUpgradeEnabled: policy === 'bidirectional' || policy === 'upgrade',
  };
}

function whole(settings: Settings, name: string, byDefault: number): number {
  const given = Number(settings[name] ?? byDefault);
  return Number.isSafeInteger(given) ? given : byDefault;
}

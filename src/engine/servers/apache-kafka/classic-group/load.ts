/** Classic groups come back from the log, or go away with their coordinator. (CG-U-01…CG-U-05) */
import { JavaHashMap } from '../../../kafka/java-order/hash-map.ts';
import { ERROR_CODES } from '../../../kafka/error-code.ts';
import type {
  GroupMetadataValue,
  GroupMetadataValueMemberMetadata,
} from '../../../kafka/messages/offsets-log.ts';
import { stepChart } from '../group-coordinator/chart.ts';
import type { FoundGroup } from '../group-coordinator/shard.ts';
import type { Turn } from '../group-coordinator/turn.ts';
import { joinError, syncRefused } from './answers.ts';
import { carryOut, startGroup } from './carry-out.ts';
import { groupMachine } from './group.machine.ts';
import { emptyGroup, groupOwner, type ClassicGroupObject } from './group-object.ts';
import type { ClassicGroup, ClassicMember } from './group.ts';
import { addMember, withMembers } from './membership.ts';
import { plan, type Plan, type PlanStep } from './plan.ts';
import { computeSubscribedTopics } from './protocol-vote.ts';
import { planPrepareRebalance, transition } from './rebalance.ts';

/** CG-U-01: always a new object, whatever was there before. */
export function loadedGroup(turn: Turn, groupId: string, value: GroupMetadataValue): ClassicGroupObject {
  const group = groupFromRecord(groupId, value);
  forgetEarlier(turn, groupId);
  const object = startGroup(turn, group, 'CG-U-01');
  if (group.state !== 'Stable') return object;
  const run = stepChart(groupMachine, object.chart, {
    owner: groupOwner(groupId),
    event: { type: 'loadedStable' },
    ruleId: 'CG-U-01',
  });
  turn.effects.push(...run.effects);
  return { ...object, chart: run.chart };
}

/** Of many records of one group only the last is told: what the others made was never there for anybody. */
function forgetEarlier({ effects }: Turn, groupId: string): void {
  for (let index = effects.length - 1; index >= 0; index -= 1) {
    const effect = effects[index];
    if (effect?.type !== 'observe' || effect.observation.type !== 'StateEntered') continue;
    const { machine, entity } = effect.observation;
    if (machine === 'group' && entity === groupId) effects.splice(index, 1);
  }
}

export function groupFromRecord(groupId: string, value: GroupMetadataValue): ClassicGroup {
  const empty: ClassicGroup = {
    ...emptyGroup(groupId, value.currentStateTimestamp),
    currentStateTimestamp: value.currentStateTimestamp === -1 ? null : value.currentStateTimestamp,
    state: value.members.length === 0 ? 'Empty' : 'Stable',
    generationId: value.generation,
    protocolType: value.protocolType === '' ? null : value.protocolType,
    protocolName: value.protocol,
    leaderId: value.leader,
    members: new JavaHashMap(),
  };
  const full = value.members.reduce(
    (group, stored) => addMember(group, memberFromRecord(value, stored)),
    empty,
  );
  return { ...full, subscribedTopics: computeSubscribedTopics(full) };
}

function memberFromRecord(
  { protocolType, protocol }: GroupMetadataValue,
  stored: GroupMetadataValueMemberMetadata,
): ClassicMember {
  return {
    memberId: stored.memberId,
    groupInstanceId: stored.groupInstanceId,
    clientId: stored.clientId,
    clientHost: stored.clientHost,
    rebalanceTimeoutMs: stored.rebalanceTimeout === -1 ? stored.sessionTimeout : stored.rebalanceTimeout,
    sessionTimeoutMs: stored.sessionTimeout,
    protocolType,
    supportedProtocols: [{ name: protocol ?? '', metadata: stored.subscription }],
    assignment: stored.assignment,
    awaitingJoin: null,
    awaitingSync: null,
    isNew: false,
  };
}

/** CG-U-04: every member is given one session timeout to be heard of; a group that is too large rebalances. */
export function classicGroupLoaded(turn: Turn, { handle, object }: FoundGroup): void {
  const { group } = object;
  const at = turn.circumstances();
  const heard = [...group.members.values()].map<PlanStep>(({ memberId, sessionTimeoutMs }) => ({
    type: 'session',
    memberId,
    event: { type: 'heard', sessionTimeoutMs },
    ruleId: 'CG-U-04',
  }));
  const loaded = carryOut(turn, object, plan(group, ...heard));
  const isTooLarge = group.members.size > at.groupMaxSize;
  const reason = { because: 'group is larger than group.max.size', memberId: '' };
  turn.setObject(
    handle,
    isTooLarge ? carryOut(turn, loaded, planPrepareRebalance(group, reason, at)) : loaded,
  );
}

/** CG-U-05: whoever waits is sent to look for the coordinator elsewhere. */
export function classicGroupUnloaded(turn: Turn, { handle, object }: FoundGroup): void {
  turn.setObject(handle, carryOut(turn, object, planUnload(object.group, turn.nowMs)));
}

export function planUnload(group: ClassicGroup, nowMs: number): Plan {
  const members = [...group.members.values()];
  const ruleId = 'CG-U-05';
  const steps: PlanStep[] = [{ type: 'group', event: { type: 'unloaded' }, ruleId }];
  for (const { memberId, awaitingJoin, awaitingSync } of members) {
    if (group.state === 'PreparingRebalance' && awaitingJoin !== null)
      steps.push({
        type: 'answerJoin',
        requestId: awaitingJoin,
        response: joinError('NOT_COORDINATOR', memberId),
        ruleId,
      });
    else if (group.state !== 'PreparingRebalance' && group.state !== 'Empty' && awaitingSync !== null)
      steps.push({
        type: 'answerSync',
        requestId: awaitingSync,
        response: syncRefused(ERROR_CODES.NOT_COORDINATOR),
        ruleId,
      });
  }
  const quiet = withMembers(
    group,
    members.map((member) => ({ ...member, awaitingJoin: null, awaitingSync: null })),
  );
  return plan(transition(quiet, 'Dead', { nowMs }), ...steps);
}

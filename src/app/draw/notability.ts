/**
 * Which events stand in the story, and which ones ⇧ → stops at: what a person would tell, at the depth that person
 * looks. Ordinary heartbeats and the plumbing under a message are told to implementers only, or not at all.
 */
import type { TraceEvent } from '../../engine/world/trace.ts';
import type { Depth } from '../store/selection.ts';
import { timerFacts } from './timers-reference.ts';
import { unreachable } from './unreachable.ts';

const RANK: Readonly<Record<Depth, number>> = { learner: 0, engineer: 1, implementer: 2 };

/** The least depth at which an event is told; never: it only carries another one. */
type Told = Depth | 'never';

export function isNotable(event: TraceEvent, depth: Depth): boolean {
  const told = toldAt(event);
  return told !== 'never' && RANK[told] <= RANK[depth];
}

const PACE: ReadonlySet<string> = new Set(['Polling', 'Processing', 'Finishing', 'Committing.ThenPolling']);

/** Timers whose running out is told by the request they lead to. */
const SENDS: ReadonlySet<string> = new Set(['heartbeat', 'autoCommit']);

function toldAt({ what }: TraceEvent): Told {
  switch (what.type) {
    case 'CommandApplied':
    case 'GenerationFormed':
    case 'RebalanceStarted':
    case 'MemberRemoved':
    case 'PartitionsLost':
    case 'CommitRefused':
    case 'ExceptionThrown':
    case 'CoordinatorMoved':
    case 'GroupRemoved':
      return 'learner';
    case 'PartitionsAssigned':
    case 'PartitionsRevoked':
      return what.partitions.length > 0 ? 'learner' : 'implementer';
    // A kill and a close are told by the command, or by ConsumerClosed; an exception is told by nobody else.
    case 'NodeDown':
      return what.because === 'exception' ? 'learner' : 'implementer';
    case 'RequestParked':
    case 'AppendFailed':
    case 'ConsumerClosed':
      return 'engineer';
    case 'ReplySent':
      return what.errorCode === 0 ? 'implementer' : 'engineer';
    // The JoinGroup that then waits tells it.
    case 'MemberAdded':
    case 'AssignmentComputed':
      return 'engineer';
    // A failed commit is told by the answer that failed it.
    case 'CommitSettled':
    case 'RequestSent':
    case 'MessageLost':
    case 'RecordsAppended':
    case 'NodeStarted':
    case 'NodePaused':
    case 'NodeResumed':
    case 'TopicsChanged':
    case 'LeaderElected':
      return 'implementer';
    case 'TimerFired':
      return timerFacts(what.name).quiet || SENDS.has(what.name) ? 'never' : 'implementer';
    // An application goes from poll() to its handler, perhaps to commitSync(), and back with every batch.
    case 'StateEntered':
      return PACE.has(what.state) ? 'never' : 'implementer';
    case 'RequestDelivered':
    case 'ReplyDelivered':
    case 'ConnectionOpened':
    case 'ConnectionClosed':
    case 'TimerArmed':
    case 'TimerCancelled':
    case 'RecordsCommitted':
    case 'RecordsDelivered':
    case 'RecordsProcessed':
      return 'never';
    default:
      return unreachable(what);
  }
}

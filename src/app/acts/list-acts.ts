/** Every act on whatever is selected; nothing selected: what can be done to the fleet. */
import type { Frame } from '../../engine/world/frame.ts';
import type { Selection } from '../store/selection.ts';
import type { Act } from './acts.ts';
import { settingsAct } from './carry-out-act.ts';
import { consumerActs } from './consumer-acts.ts';

/** The page draws this many cards and tiles; the engine goes on to its own limit. */
const CONSUMERS_AT_MOST = 100;
const LOAD_MS = 500;

export function listActs(selection: Selection | null, frame: Frame): readonly Act[] {
  if (selection?.type === 'consumer') {
    const consumer = frame.consumers.find(({ node }) => node === selection.node);
    return consumer === undefined ? [addAct(frame)] : consumerActs(consumer, frame);
  }
  if (selection?.type === 'coordinator') return coordinatorActs(frame);
  if (selection?.type === 'partition') return topicActs(selection.topic, frame);
  return [addAct(frame)];
}

/** The next sensible consumer: as the last one, a new process, without an instance id. */
export function addAct(frame: Frame): Act {
  const { consumers } = frame;
  const last = consumers.at(-1)?.spec;
  const name = `consumer-${consumers.length + 1}`;
  const { 'group.instance.id': _instance, ...settings } = last?.settings ?? {};
  const isFull = consumers.length >= CONSUMERS_AT_MOST;
  return {
    id: 'add',
    short: 'Add',
    label: `Add ${name}`,
    key: 'A',
    reason: isFull ? `${CONSUMERS_AT_MOST} consumers are the most that the page shows` : null,
    edit: {
      type: 'act',
      at: frame.at,
      command: { type: 'addConsumer', consumer: { name, settings, msPerRecord: last?.msPerRecord ?? 5 } },
    },
  };
}

function coordinatorActs(frame: Frame): readonly Act[] {
  const now = frame.brokers.find(({ coordinates }) => coordinates);
  const other = frame.brokers.find(({ coordinates }) => !coordinates);
  const to = other?.node ?? '';
  return [
    {
      id: 'restartCoordinator',
      short: 'Restart',
      label: `Restart ${now?.node ?? 'the coordinator'}`,
      key: 'R',
      reason: null,
      edit: { type: 'act', at: frame.at, command: { type: 'restartCoordinator', loadMs: LOAD_MS } },
    },
    {
      id: 'moveCoordinator',
      short: 'Move',
      label: other === undefined ? 'Move coordinator' : `Move coordinator to ${to}`,
      key: '⇧ M',
      reason: other === undefined ? 'there is only one broker' : null,
      edit: { type: 'act', at: frame.at, command: { type: 'moveCoordinator', to, loadMs: LOAD_MS } },
    },
    settingsAct({ type: 'coordinator' }),
  ];
}

function topicActs(topic: string, frame: Frame): readonly Act[] {
  const rate = frame.recordsPerSecond[topic] ?? 0;
  const act = (words: Pick<Act, 'id' | 'short' | 'label' | 'key'>, edit: Act['edit']): Act => {
    return { ...words, reason: null, edit };
  };
  return [
    act(
      { id: 'addPartition', short: 'Add partition', label: `Add a partition to ${topic}`, key: '=' },
      { type: 'act', at: frame.at, command: { type: 'addPartitions', topic, count: 1 } },
    ),
    act(
      {
        id: 'pauseTopic',
        short: rate === 0 ? 'Resume records' : 'Pause records',
        label: rate === 0 ? `Let records come to ${topic}` : `Stop the records of ${topic}`,
        key: 'Z',
      },
      {
        type: 'act',
        at: frame.at,
        command: { type: 'changeRate', topic, recordsPerSecond: rate === 0 ? 20 : 0 },
      },
    ),
  ];
}

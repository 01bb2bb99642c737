/** A consumer: what it is, what can be done to it, its charts, its timers and whose they are, its settings. */
import { instantText } from '../../draw/time-words.ts';
import { timerFacts } from '../../draw/timers-reference.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { Chart } from './Chart.tsx';
import { consumerFields, consumerOf, memberIdsOf } from './consumer-model.ts';
import { Fields } from './Fields.tsx';
import { Head } from './Head.tsx';
import { Member, Partition } from './Member.tsx';
import type { PaneProps } from './pane.ts';
import { Section } from './Section.tsx';
import { Settings } from './Settings.tsx';
import { Timers } from './Timers.tsx';

/** The chart that says where a consumer stands; the others are for implementers. */
const MAIN_CHART = 'consumer coordinator';
/** Below this the acts do not fit on one line. */
const NARROW = 300;
const CLIENT_CHARTS: readonly string[] = [
  MAIN_CHART,
  'heartbeat thread',
  'application',
  'coordinator discovery',
];

export function ConsumerPane(props: PaneProps & { readonly node: string }) {
  const { node, frame, before, charts, width, acts, onAct } = props;
  const depth = useSession((s) => s.depth);
  const consumer = consumerOf(node, frame);
  if (consumer === undefined) return <p className="inspector-empty">{node} is not here yet.</p>;
  const former = before === null ? undefined : consumerOf(node, before);
  const formerFields = before === null || former === undefined ? [] : consumerFields(former, before, depth);
  const settings = consumer.effectiveSettings;
  const drawn = charts.filter(({ machine }) =>
    depth === 'implementer'
      ? CLIENT_CHARTS.includes(machine)
      : machine === MAIN_CHART && depth === 'engineer',
  );
  return (
    <>
      <Head acts={acts} onAct={onAct} buttons={width < NARROW ? 3 : 4}>
        <Member node={node} />
        <span className="inspector-at">at {instantText(frame.at)} s</span>
      </Head>
      {drawn.map((graph) => (
        <Chart
          key={graph.machine}
          title={TITLES[graph.machine] ?? graph.machine}
          graph={graph}
          node={node}
          entity={node}
          width={width}
        />
      ))}
      <Owned {...props} />
      <Fields now={consumerFields(consumer, frame, depth)} before={formerFields} />
      <ConsumerTimers {...props} />
      <Section title={`settings of ${node}`}>
        <Settings
          scope="consumers"
          node={node}
          set={settings}
          around={{ consumer: settings, brokers: frame.brokerSettings }}
        />
      </Section>
    </>
  );
}

const TITLES: Readonly<Record<string, string>> = {
  'consumer coordinator': 'the client’s own state (AbstractCoordinator.MemberState)',
  'heartbeat thread': 'its heartbeat thread',
  application: 'its application thread',
  'coordinator discovery': 'its search for the coordinator',
};

function Owned({ node, frame }: PaneProps & { readonly node: string }) {
  const consumer = consumerOf(node, frame);
  const owned = consumer?.client.owned ?? [];
  if (consumer === undefined || owned.length === 0) return null;
  return (
    <p className="inspector-owned">
      <span>{consumer.process === 'running' ? 'owns' : 'still assigned'}</span>
      {owned.map(({ topic, partition }) => (
        <Partition key={`${topic}-${partition}`} topic={topic} partition={partition} />
      ))}
    </p>
  );
}

function ConsumerTimers({ node, frame, charts, width }: PaneProps & { readonly node: string }) {
  const depth = useSession((s) => s.depth);
  const consumer = consumerOf(node, frame);
  if (consumer === undefined) return null;
  const ids = memberIdsOf(consumer, frame);
  const isShown = (name: string): boolean => depth === 'implementer' || !timerFacts(name).quiet;
  const timers = frame.timers.filter(
    (timer) => (timer.node === node || ids.includes(timer.subject)) && isShown(timer.name),
  );
  const [own, kept] = [timers.filter((one) => one.node === node), timers.filter((one) => one.node !== node)];
  const broker = frame.brokers.find(({ coordinates }) => coordinates)?.node ?? '';
  const session = charts.find(({ machine }) => machine === 'member-session');
  const [memberId] = ids;
  return (
    <>
      <Section title="timers it keeps itself">
        <Timers timers={own} frame={frame} ordinal={consumer.ordinal} />
      </Section>
      {kept.length > 0 && (
        <Section title="timers the coordinator keeps for it">
          <Timers timers={kept} frame={frame} ordinal={consumer.ordinal} />
          {session !== undefined && memberId !== undefined && depth === 'implementer' && (
            <Chart
              title={`the session of ${node}, at ${broker}`}
              graph={session}
              node={broker}
              entity={memberId}
              width={width}
            />
          )}
        </Section>
      )}
    </>
  );
}

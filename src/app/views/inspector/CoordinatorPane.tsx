/** The coordinator and its group: fields, chart, the join barrier, members with their sessions, timers, settings. */
import { useMemo } from 'react';
import type { GroupFrame } from '../../../engine/kafka/server-role.ts';
import { instantText, lengthText } from '../../draw/time-words.ts';
import { timerFacts } from '../../draw/timers-reference.ts';
import { indexOf } from '../../draw/trace-index.ts';
import { shortMemberId } from '../../draw/who.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { Arc } from '../../widgets/Arc.tsx';
import { Chart } from './Chart.tsx';
import { barrierOf, groupFields, memberRows, type MemberRow } from './coordinator-model.ts';
import { Fields } from './Fields.tsx';
import { Head } from './Head.tsx';
import { Member } from './Member.tsx';
import type { PaneProps } from './pane.ts';
import { Section } from './Section.tsx';
import { Settings } from './Settings.tsx';
import { Timers } from './Timers.tsx';

export function CoordinatorPane(props: PaneProps) {
  const { frame, acts, onAct } = props;
  const broker = frame.brokers.find(({ coordinates }) => coordinates);
  return (
    <>
      <Head acts={acts} onAct={onAct}>
        Group coordinator
        <span className="inspector-at">{broker?.node ?? 'nowhere'}</span>
      </Head>
      <GroupOverview {...props} />
      <Section title="settings of the brokers">
        <Settings
          scope="brokers"
          set={frame.brokerSettings}
          around={{ consumer: frame.consumerSettings, brokers: frame.brokerSettings }}
        />
      </Section>
    </>
  );
}

/** The group alone: also what stands in the inspector when nothing is selected. */
export function GroupOverview(props: PaneProps) {
  const { frame, before, charts, width } = props;
  const depth = useSession((s) => s.depth);
  const group = frame.groups[0];
  const coordinator = frame.brokers.find(({ coordinates }) => coordinates);
  const broker = coordinator?.node ?? '';
  const graph = charts.find(({ machine }) => machine === 'group');
  if (group === undefined)
    return (
      <p className="inspector-empty">
        {coordinator?.availability === 'active'
          ? 'No group yet: the first JoinGroup makes one.'
          : 'The coordinator has not read the group from its log yet.'}
      </p>
    );
  const former = before?.groups[0];
  const timers = frame.timers.filter(
    (timer) => timer.node === broker && timer.subject === group.groupId && !timerFacts(timer.name).quiet,
  );
  return (
    <>
      {graph !== undefined && depth !== 'learner' && (
        <Chart
          title={`state of group ${group.groupId}`}
          graph={graph}
          node={broker}
          entity={group.groupId}
          width={width}
        />
      )}
      <Fields
        now={groupFields(group, frame, depth)}
        before={former === undefined || before === null ? [] : groupFields(former, before, depth)}
      />
      <Members group={group} {...props} />
      {timers.length > 0 && (
        <Section title="timers of the group">
          <Timers timers={timers} frame={frame} />
        </Section>
      )}
    </>
  );
}

function Members({ group, frame }: PaneProps & { readonly group: GroupFrame }) {
  const trace = useSession((s) => s.trace);
  const look = useMemo(() => ({ trace, index: indexOf(trace) }), [trace]);
  const barrier = barrierOf(group, frame, look);
  const rows = memberRows(group, frame, look);
  const title =
    barrier === undefined
      ? `members, ${group.members.length}`
      : `join barrier, ${barrier.joined} of ${barrier.of}; ${barrier.title}`;
  return (
    <Section title={title}>
      {rows.length === 0 && <p className="inspector-empty">Nobody.</p>}
      <ul className="inspector-members">
        {rows.map((row) => (
          <OneMember key={`${row.word} ${row.memberId}`} row={row} />
        ))}
      </ul>
      {barrier !== undefined && (
        <dl className="inspector-fields">
          {barrier.openedAt !== null && (
            <div>
              <dt>opened</dt>
              <dd>
                {instantText(barrier.openedAt)} s, {lengthText(frame.at - barrier.openedAt)} ago
              </dd>
            </div>
          )}
          {barrier.deadline !== undefined && (
            <div>
              <dt>
                {barrier.deadline.name === 'rebalanceTimeout' ? 'ends at the latest' : 'initial delay ends'}
              </dt>
              <dd>
                <b>
                  {instantText(barrier.deadline.due)} s, in {lengthText(barrier.deadline.due - frame.at)}
                </b>
              </dd>
            </div>
          )}
        </dl>
      )}
    </Section>
  );
}

function OneMember({ row }: { readonly row: MemberRow }) {
  const { memberId, node, isLeader, word, note, session } = row;
  const frame = useSession((s) => s.frame);
  const depth = useSession((s) => s.depth);
  const consumer = frame?.consumers.find((one) => one.node === node);
  const left = session === undefined || frame === null ? null : Math.max(0, session.due - frame.at);
  const whole = session === undefined ? 1 : Math.max(1, session.due - session.armedAt);
  return (
    <li>
      <span className="inspector-member">
        <Member node={node} />
        {isLeader && <Crown />}
      </span>
      <span className={word === 'missing' ? 'inspector-word strong' : 'inspector-word'}>
        {isLeader && word === 'member' ? 'group leader' : word}
      </span>
      <span className="inspector-member-note">
        {note === '' && left !== null ? 'session' : note}
        {left !== null && session !== undefined && (
          <>
            <span className="inspector-nowrap">{lengthText(left)}</span>
            <Arc
              left={left / whole}
              size={16}
              held={session.held}
              label={`session: ${lengthText(left)} left of ${lengthText(whole)}`}
              {...(consumer === undefined ? {} : { ordinal: consumer.ordinal })}
            />
          </>
        )}
      </span>
      {depth === 'implementer' && <span className="inspector-member-id">{shortMemberId(memberId)}</span>}
    </li>
  );
}

function Crown() {
  return (
    <svg className="draw" width="13" height="10" viewBox="0 0 13 10" role="img" aria-label="group leader">
      <title>group leader: works out the assignment</title>
      <path className="mark-fill" d="M.5 9.5V1.9L3.7 5 6.5.4 9.3 5l3.2-3.1v7.6z" />
    </svg>
  );
}
